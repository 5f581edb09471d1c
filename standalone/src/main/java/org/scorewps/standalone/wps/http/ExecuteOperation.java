package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.opengis.wps.v_1_0_0.Execute;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.job.ExecuteRequest;
import org.scorewps.standalone.wps.job.InputDecoder;
import org.scorewps.standalone.wps.job.Job;
import org.scorewps.standalone.wps.job.JobOutput;
import org.scorewps.standalone.wps.job.ResponsePlan;
import org.scorewps.standalone.wps.process.OfferedProcess;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/** Answers Execute (WPS 1.0.0, clause 10). */
final class ExecuteOperation {
    private static final long PROBE_MILLIS = 250;

    private final WpsService service;

    ExecuteOperation(WpsService service) {
        this.service = service;
    }

    /**
     * Runs a request, or queues it when the client wants to be told its status.
     *
     * @param folder holds the request's data; it belongs to the job from here on
     */
    void answer(
            OfferedProcess process,
            Execute document,
            EmbeddedData data,
            WorkFolder folder,
            String endpoint,
            DisconnectProbe probe,
            Responder responder)
            throws IOException {
        final Job job = submit(process, document, data, folder);
        if (job.request().plan().status()) {
            responder.document(service.responses().of(job, endpoint), data);
            return;
        }
        boolean keep = false;
        try {
            await(job, probe);
            keep = job.request().plan().keeps() && !job.result().isCompletedExceptionally();
            respond(job, endpoint, responder);
        } finally {
            if (!keep) {
                service.jobs().remove(job);
            }
        }
    }

    private Job submit(OfferedProcess process, Execute document, EmbeddedData data, WorkFolder folder) {
        final ExecuteRequest request;
        try {
            final ResponsePlan plan = ResponsePlan.of(process, document.getResponseForm());
            InputDecoder.check(process, document.getDataInputs());
            request = new ExecuteRequest(process, document, plan, data, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        return service.jobs().submit(request);
    }

    private void await(Job job, DisconnectProbe probe) {
        while (true) {
            try {
                job.result().get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (probe.clientGone()) {
                    service.jobs().cancel(job, "the client has gone");
                }
            } catch (ExecutionException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                service.jobs().cancel(job, "the server is shutting down");
                return;
            }
        }
    }

    private void respond(Job job, String endpoint, Responder responder) throws IOException {
        final ResponsePlan plan = job.request().plan();
        if (job.result().isCompletedExceptionally()) {
            final WpsException failure = failure(job);
            // bad input and a busy server are not failures of the process
            if (plan.raw() || failure.httpStatus() != 200) {
                throw failure;
            }
        }
        if (!plan.raw()) {
            responder.document(
                    service.responses().of(job, endpoint), job.request().data());
            return;
        }
        final List<JobOutput> outputs = job.result().join();
        final JobOutput output = outputs.get(0);
        responder.file(
                output.file(), output.wanted().mimeType(), output.wanted().fileName());
    }

    private static WpsException failure(Job job) {
        return (WpsException) job.result().handle((outputs, failure) -> failure).join();
    }
}

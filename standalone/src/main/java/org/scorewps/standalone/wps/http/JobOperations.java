package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.job.Job;
import org.scorewps.standalone.wps.job.JobOutput;

/** Answers GetExecutionStatus, GetExecutionResult and Dismiss, which GeoServer adds to WPS 1.0.0. */
final class JobOperations {
    private final WpsService service;

    JobOperations(WpsService service) {
        this.service = service;
    }

    void status(KvpParameters parameters, String endpoint, Responder responder) throws IOException {
        final Job job = job(parameters);
        responder.document(service.responses().of(job, endpoint), job.request().data());
    }

    void dismiss(KvpParameters parameters, String endpoint, Responder responder) throws IOException {
        final Job job = job(parameters);
        service.jobs().cancel(job, "the execution was dismissed");
        responder.document(service.responses().of(job, endpoint), job.request().data());
    }

    void result(KvpParameters parameters, Responder responder) throws IOException {
        final Job job = job(parameters);
        final String id = parameters.get("outputId");
        if (!job.result().isDone()) {
            throw WpsException.invalid("executionId", "the execution is not over yet");
        }
        try {
            final JobOutput output = job.result().join().stream()
                    .filter(candidate -> candidate.wanted().spec().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> WpsException.invalid("outputId", "no such result: " + id));
            responder.file(
                    output.file(), output.wanted().mimeType(), output.wanted().fileName());
        } catch (CompletionException e) {
            throw (WpsException) e.getCause();
        }
    }

    private Job job(KvpParameters parameters) {
        final String id = parameters.get("executionId");
        return service.jobs()
                .find(id)
                .orElseThrow(() -> WpsException.invalid("executionId", "no such execution, or it has expired: " + id));
    }
}

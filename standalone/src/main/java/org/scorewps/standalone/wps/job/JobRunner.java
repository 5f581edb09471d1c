package org.scorewps.standalone.wps.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geotools.process.Process;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.data.ComplexWriter;
import org.scorewps.standalone.wps.data.LiteralType;
import org.scorewps.standalone.wps.process.DataKind;
import org.scorewps.standalone.wps.storage.SizeLimitException;
import org.scorewps.standalone.wps.storage.WorkFolder;

/** Runs one job in the current thread: inputs, process, outputs. */
final class JobRunner {
    private final InputDecoder decoder;

    JobRunner(InputDecoder decoder) {
        this.decoder = decoder;
    }

    /** Never throws: the job ends with what happened. */
    void run(Job job) {
        if (!job.enter()) {
            return;
        }
        try {
            job.succeed(execute(job));
        } catch (Throwable e) { // errors, too: whatever a process does, its client gets an answer
            job.fail(FailureMessage.of(job.request().process().id(), e));
        } finally {
            job.leave();
        }
    }

    private List<JobOutput> execute(Job job) throws IOException {
        final ExecuteRequest request = job.request();
        try {
            final Map<String, Object> inputs = decoder.decode(request);
            for (ResponsePlan.Output output : request.plan().outputs()) {
                output.spec().chosenMimeTypeInput().ifPresent(input -> inputs.put(input, output.mimeType()));
            }
            final Process process = request.process().create();
            final Map<String, Object> results = process.execute(inputs, job.progress());
            if (job.progress().isCanceled()) {
                throw WpsException.processFailed("the execution was cancelled", null);
            }
            final List<JobOutput> outputs = new ArrayList<>();
            for (ResponsePlan.Output wanted : request.plan().outputs()) {
                outputs.add(output(request.folder(), wanted, results));
            }
            job.progress().complete();
            return outputs;
        } finally {
            discardInputs(request);
        }
    }

    /** A finished job may be kept for long: its inputs, which can be large, are not. */
    private static void discardInputs(ExecuteRequest request) {
        request.folder().openFiles().close();
        request.folder()
                .delete(
                        request.plan().lineage()
                                ? Set.of(WorkFolder.Purpose.INPUT)
                                : Set.of(WorkFolder.Purpose.INPUT, WorkFolder.Purpose.REQUEST));
    }

    private static JobOutput output(WorkFolder folder, ResponsePlan.Output wanted, Map<String, Object> results)
            throws IOException {
        final Object value = results == null ? null : results.get(wanted.spec().id());
        if (value == null) {
            throw WpsException.processFailed(
                    "the process gave no result " + wanted.spec().id(), null);
        }
        final WorkFolder.Entry entry = folder.create(WorkFolder.Purpose.OUTPUT, wanted.extension());
        try (OutputStream out = entry.open()) {
            if (wanted.spec().kind() == DataKind.COMPLEX) {
                final Optional<ComplexWriter> writer = wanted.writer();
                writer.orElseThrow().write(value, out);
                return new JobOutput(wanted, entry.file(), Optional.empty());
            }
            out.write(LiteralType.print(value).getBytes(StandardCharsets.UTF_8));
            return new JobOutput(wanted, entry.file(), Optional.of(value));
        } catch (SizeLimitException e) {
            throw new WpsException(
                    ExceptionCode.FILE_SIZE_EXCEEDED, wanted.spec().id(), e.getMessage());
        }
    }
}

package org.scorewps.standalone.wps.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.scorewps.standalone.wps.WpsException;

/**
 * One request from its acceptance to its expiry. It ends once, by whoever comes first: its result, its failure, or its
 * cancellation. The process's thread may take longer to notice the latter.
 */
public final class Job {
    /** Random, so that only who was told it can ask for the results. */
    private final String id = UUID.randomUUID().toString();

    private final Instant created = Instant.now();
    private final ExecuteRequest request;
    private final JobProgress progress = new JobProgress();
    private final CompletableFuture<List<JobOutput>> result = new CompletableFuture<>();
    private final CompletableFuture<Void> threadLeft = new CompletableFuture<>();
    private volatile Optional<Instant> ended = Optional.empty();
    private boolean released;
    private Thread thread;

    Job(ExecuteRequest request) {
        this.request = request;
    }

    public String id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    /** When it succeeded or failed. */
    public Optional<Instant> ended() {
        return ended;
    }

    public ExecuteRequest request() {
        return request;
    }

    public JobProgress progress() {
        return progress;
    }

    /** Completes with the outputs, or with a {@link WpsException}. */
    public CompletableFuture<List<JobOutput>> result() {
        return result;
    }

    /** Whether a thread works, or has worked, on it. */
    public synchronized boolean started() {
        return thread != null || threadLeft.isDone();
    }

    /** A thread begins; false when the job ended before its turn came. */
    synchronized boolean enter() {
        if (result.isDone()) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    /** The process's thread is done with the job's files. */
    void leave() {
        synchronized (this) {
            thread = null;
        }
        // a late cancellation must not hit what the thread does next
        Thread.interrupted();
        threadLeft.complete(null);
    }

    void succeed(List<JobOutput> outputs) {
        if (result.complete(outputs)) {
            ended = Optional.of(Instant.now());
        }
    }

    void fail(WpsException failure) {
        if (result.completeExceptionally(failure)) {
            ended = Optional.of(Instant.now());
        }
    }

    /** Ends the job if it still runs, and tells the process. */
    synchronized void cancel(WpsException reason) {
        fail(reason);
        progress.setCanceled(true);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Deletes the files as soon as the process's thread has left them. */
    void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
            if (thread == null) {
                threadLeft.complete(null);
            }
        }
        final CompletableFuture<Void> unused = threadLeft.thenRun(request.folder()::close);
    }
}

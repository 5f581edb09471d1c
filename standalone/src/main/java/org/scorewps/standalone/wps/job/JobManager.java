package org.scorewps.standalone.wps.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.ServerSettings.Limits;
import org.scorewps.standalone.wps.WpsException;

/** Queues and runs jobs, ends those that take too long, and forgets those that are over. */
public final class JobManager implements AutoCloseable {
    private final Limits limits;
    private final JobRunner runner;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(threads("wps-clock"));
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    public JobManager(Limits limits, InputDecoder decoder) {
        this.limits = limits;
        runner = new JobRunner(decoder);
        workers = new ThreadPoolExecutor(
                limits.parallelJobs(),
                limits.parallelJobs(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(Math.max(1, limits.queuedJobs())),
                threads("wps-job"));
        final long sweep = Math.max(100, Math.min(limits.retention().toMillis() / 2, 60_000));
        final ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(this::expire, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a request on.
     *
     * @throws WpsException ServerBusy when the queue is full; the request's files are then deleted
     */
    public Job submit(ExecuteRequest request) {
        final Job job = new Job(request);
        jobs.put(job.id(), job);
        try {
            workers.execute(() -> run(job));
        } catch (RejectedExecutionException e) {
            remove(job);
            throw new WpsException(
                    ExceptionCode.SERVER_BUSY,
                    "",
                    "all " + limits.parallelJobs() + " places are taken and " + limits.queuedJobs()
                            + " requests wait already: try again later");
        }
        return job;
    }

    private void run(Job job) {
        final Duration limit = limits.executionTime();
        final ScheduledFuture<?> alarm = clock.schedule(
                () -> job.cancel(WpsException.processFailed(
                        "the execution took longer than the " + limit.toSeconds() + " seconds that are allowed", null)),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            runner.run(job);
        } finally {
            alarm.cancel(false);
        }
    }

    /** A job that is kept; empty when it never was, or has expired. */
    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Ends a job that still runs. */
    public void cancel(Job job, String reason) {
        job.cancel(WpsException.processFailed(reason, null));
    }

    /** Forgets a job and deletes its files. */
    public void remove(Job job) {
        jobs.remove(job.id());
        job.release();
    }

    /** Jobs that run or wait. */
    public int active() {
        return workers.getActiveCount() + workers.getQueue().size();
    }

    private void expire() {
        final Instant oldest = Instant.now().minus(limits.retention());
        jobs.values().stream()
                .filter(job -> job.ended().filter(oldest::isAfter).isPresent())
                .forEach(this::remove);
    }

    @Override
    public void close() {
        jobs.values().forEach(job -> cancel(job, "the server is shutting down"));
        clock.shutdownNow();
        workers.shutdownNow();
        try {
            // processes that don't notice are left behind: their threads are daemons
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobs.values().forEach(this::remove);
    }

    private static ThreadFactory threads(String name) {
        final AtomicInteger count = new AtomicInteger();
        return task -> {
            final Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

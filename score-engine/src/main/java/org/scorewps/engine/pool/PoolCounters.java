package org.scorewps.engine.pool;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What {@link PoolStatistics} counts. */
final class PoolCounters {
    private final Map<Integer, Long> batches = new TreeMap<>();
    private int running;
    private long done;
    private long failed;
    private long cancelled;
    private long inferenceNanos;
    private long waitingNanos;

    synchronized void started(int tiles, long waited) {
        running += tiles;
        waitingNanos += waited;
        batches.merge(tiles, 1L, Long::sum);
    }

    synchronized void finished(int tiles, long nanos) {
        running -= tiles;
        inferenceNanos += nanos;
    }

    synchronized void done() {
        done++;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void cancelled() {
        cancelled++;
    }

    synchronized PoolStatistics statistics(int workers, int sessions, int queued) {
        double second = TimeUnit.SECONDS.toNanos(1);
        return new PoolStatistics(
                workers,
                sessions,
                queued,
                running,
                done,
                failed,
                cancelled,
                batches,
                inferenceNanos / second,
                waitingNanos / second);
    }
}

package org.scorewps.engine.pool;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pool has done since its start, and what it is doing.
 *
 * @param workers inference threads
 * @param sessions requests that are running
 * @param queued tiles that wait for a worker
 * @param running tiles that workers have in hand
 * @param done tiles with a result
 * @param failed tiles that ended with an error
 * @param cancelled tiles that nobody wanted any more
 * @param batches number of batches by their size
 * @param inferenceSeconds time that workers spent on batches, all workers together
 * @param waitingSeconds time that tiles spent between submission and a worker, all tiles together
 */
public record PoolStatistics(
        int workers,
        int sessions,
        int queued,
        int running,
        long done,
        long failed,
        long cancelled,
        Map<Integer, Long> batches,
        double inferenceSeconds,
        double waitingSeconds) {
    /** Copies the map. */
    public PoolStatistics {
        batches = Collections.unmodifiableMap(new TreeMap<>(batches));
    }
}

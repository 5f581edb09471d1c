package org.scorewps.engine.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * How long the latest batches took. The first of all doesn't count: it also loads libraries, reads weights from the disk
 * and encodes the vocabulary, so it says little about those to come.
 */
final class RunningMean {
    private static final int LATEST = 32;

    private final Deque<Batch> latest = new ArrayDeque<>();
    private boolean cold = true;

    private record Batch(int tiles, double seconds) {}

    synchronized void add(int tiles, double seconds) {
        if (cold) {
            cold = false;
            return;
        }
        if (latest.size() == LATEST) {
            latest.removeFirst();
        }
        latest.addLast(new Batch(tiles, seconds));
    }

    /** Tiles in the batches that count. */
    synchronized long tiles() {
        return latest.stream().mapToLong(Batch::tiles).sum();
    }

    synchronized OptionalDouble secondsPerTile() {
        return latest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(seconds() / tiles());
    }

    synchronized OptionalDouble secondsPerBatch() {
        return latest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(seconds() / latest.size());
    }

    private double seconds() {
        return latest.stream().mapToDouble(Batch::seconds).sum();
    }
}

package org.scorewps.engine.training.data;

import org.scorewps.engine.training.SeededNumbers;

/** In which order pictures are learned from: each epoch all of them once, shuffled. Safe for several threads. */
final class SampleOrder {
    private final int size;
    private final long seed;
    private int[] order = {};
    private long epoch = -1;

    SampleOrder(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /** The picture at a place in the whole training. */
    synchronized int at(long position) {
        if (position / size != epoch) {
            epoch = position / size;
            order = shuffled(SeededNumbers.of(seed, SeededNumbers.Purpose.ORDER, epoch));
        }
        return order[(int) (position % size)];
    }

    /** Fisher and Yates. */
    private int[] shuffled(SeededNumbers random) {
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.below(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        return all;
    }
}

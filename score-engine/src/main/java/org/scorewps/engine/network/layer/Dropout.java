package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;

/**
 * Dropout as training applies it: each number becomes 0 with some probability, the others grow so that the mean stays.
 * PyTorch draws the random numbers, from a seed that the caller sets for a whole step.
 *
 * @param rate the probability, 0 for none
 */
public record Dropout(float rate) {
    /** As at inference: nothing is dropped. */
    public static final Dropout NONE = new Dropout(0);

    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be at least 0 and below 1, not " + rate);
        }
    }

    /** Whether anything is dropped. */
    public boolean drops() {
        return rate > 0;
    }

    /** Applies it; the same array where nothing is dropped. */
    public NDArray forward(NDArray x) {
        return drops() ? ai.djl.nn.norm.Dropout.dropout(x, rate, true).singletonOrThrow() : x;
    }
}

package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntFunction;

/**
 * Dropout as training applies it: each number becomes 0 with some probability, the others grow so that the mean stays.
 * The random numbers are the caller's, not the tensor library's: that one has a single generator for all threads.
 *
 * @param rate the probability, 0 for none
 * @param uniform gives so many uniform random numbers in 0..1
 */
public record Dropout(float rate, IntFunction<float[]> uniform) {
    /** As at inference: nothing is dropped. */
    public static final Dropout NONE = new Dropout(0, float[]::new);

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
        return drops() ? x.mul(factors(x, x.getShape())) : x;
    }

    /**
     * What numbers are multiplied by: 0 where they are dropped, else more than 1.
     *
     * @param beside its manager owns the factors
     */
    NDArray factors(NDArray beside, Shape shape) {
        float[] factors = uniform.apply(Math.toIntExact(shape.size()));
        float kept = 1 / (1 - rate);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factors[i] < rate ? 0 : kept;
        }
        return beside.getManager().create(factors, shape).duplicate();
    }
}

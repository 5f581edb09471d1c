package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import org.scorewps.engine.network.tensor.Weights;

/** x W^T + b over the last axis. */
public final class Linear {
    private final NDArray weight;
    private final NDArray bias;

    private Linear(NDArray weight, NDArray bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** The layer of {@code weight} and, when there is one, {@code bias}. */
    public static Linear of(Weights weights) {
        return new Linear(weights.get("weight"), weights.contains("bias") ? weights.get("bias") : null);
    }

    /** The layer of a weight [out, in] and a bias [out]. */
    public static Linear of(NDArray weight, NDArray bias) {
        return new Linear(weight, bias);
    }

    /**
     * Applies it.
     *
     * @param x [..., in]
     * @return [..., out]
     */
    public NDArray forward(NDArray x) {
        return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
    }
}

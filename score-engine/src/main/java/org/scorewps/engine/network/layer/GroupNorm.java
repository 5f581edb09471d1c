package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/** Group normalisation of images [batch, channels, height, width], epsilon 1e-5. */
public final class GroupNorm {
    private static final double EPS = 1e-5;

    private final Ops ops;
    private final NDArray weight;
    private final NDArray bias;
    private final int groups;

    /** The layer of {@code weight} and {@code bias}. */
    public GroupNorm(Ops ops, Weights weights, int groups) {
        this.ops = ops;
        weight = weights.get("weight");
        bias = weights.get("bias");
        this.groups = groups;
    }

    /** Applies it. */
    public NDArray forward(NDArray x) {
        return ops.groupNorm(x, weight, bias, groups, EPS);
    }
}

package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.scorewps.engine.network.tensor.Weights;

/** Layer normalisation over the last axis. */
public final class LayerNorm {
    /** PyTorch's default epsilon. */
    public static final double DEFAULT_EPS = 1e-5;

    private final NDArray weight;
    private final NDArray bias;
    private final float eps;

    /** The layer of {@code weight} and {@code bias}. */
    public LayerNorm(Weights weights, double eps) {
        weight = weights.get("weight");
        bias = weights.get("bias");
        this.eps = (float) eps;
    }

    /** The layer with PyTorch's default epsilon. */
    public LayerNorm(Weights weights) {
        this(weights, DEFAULT_EPS);
    }

    /**
     * Normalises the last axis.
     *
     * @param x [..., channels]
     */
    public NDArray forward(NDArray x) {
        return ai.djl.nn.norm.LayerNorm.layerNorm(x, new Shape(weight.getShape().get(0)), weight, bias, eps)
                .singletonOrThrow();
    }

    /**
     * Normalises the channels of an image.
     *
     * @param x [batch, channels, height, width]
     */
    public NDArray forwardImage(NDArray x) {
        return forward(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
    }
}

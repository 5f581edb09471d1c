package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.scorewps.engine.network.tensor.Weights;

/** Two-dimensional convolution of images [batch, channels, height, width]. */
public final class Conv2d {
    private final NDArray weight;
    private final NDArray bias;
    private final Shape stride;
    private final Shape padding;
    private final int groups;

    /** The layer of a kernel [out, in / groups, rows, columns] and, when the checkpoint has one, a bias. */
    public Conv2d(Weights weights, int stride, int padding, int groups) {
        weight = weights.get("weight");
        bias = weights.contains("bias") ? weights.get("bias") : null;
        this.stride = new Shape(stride, stride);
        this.padding = new Shape(padding, padding);
        this.groups = groups;
    }

    /** A 1 x 1 convolution. */
    public static Conv2d pointwise(Weights weights) {
        return new Conv2d(weights, 1, 0, 1);
    }

    /** Applies it. */
    public NDArray forward(NDArray x) {
        return ai.djl.nn.convolutional.Conv2d.conv2d(x, weight, bias, stride, padding, new Shape(1, 1), groups)
                .singletonOrThrow();
    }
}

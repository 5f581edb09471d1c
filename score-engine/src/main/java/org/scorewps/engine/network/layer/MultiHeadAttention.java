package org.scorewps.engine.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/**
 * Multi-head attention with PyTorch's weights ({@code in_proj_weight}, {@code in_proj_bias}, {@code out_proj}), batch
 * first.
 */
public final class MultiHeadAttention {
    private final Ops ops;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final int heads;
    private final Dropout dropout;

    /** The layer of these weights. */
    public MultiHeadAttention(Ops ops, Weights weights, int heads) {
        this(ops, weights, heads, Dropout.NONE);
    }

    /** The same with dropout of the attention's weights where no mask is given. */
    public MultiHeadAttention(Ops ops, Weights weights, int heads, Dropout dropout) {
        this.ops = ops;
        this.dropout = dropout;
        this.heads = heads;
        NDArray weight = weights.get("in_proj_weight");
        NDArray bias = weights.get("in_proj_bias");
        long width = weight.getShape().get(1);
        query = part(weight, bias, 0, width);
        key = part(weight, bias, 1, width);
        value = part(weight, bias, 2, width);
        output = Linear.of(weights.at("out_proj"));
    }

    /**
     * Attends without a mask.
     *
     * @param targets [batch, targets, width], what asks
     * @param keys [batch, sources, width]
     * @param values [batch, sources, width]
     * @return [batch, targets, width]
     */
    public NDArray forward(NDArray targets, NDArray keys, NDArray values) {
        NDArray q = split(query.forward(targets));
        NDArray k = split(key.forward(keys));
        NDArray v = split(value.forward(values));
        if (!dropout.drops()) {
            return merge(ops.attention(q, k, v));
        }
        Shape weights = new Shape(
                q.getShape().get(0), heads, q.getShape().get(2), k.getShape().get(2));
        return merge(ops.attention(q, k, v, dropout.factors(q, weights)));
    }

    /** Attends to oneself, no position seeing a later one. */
    public NDArray forwardCausal(NDArray x) {
        return merge(ops.causalAttention(split(query.forward(x)), split(key.forward(x)), split(value.forward(x))));
    }

    /**
     * Attends with a mask.
     *
     * @param mask broadcastable to [batch, heads, targets, sources]: booleans, true where a target sees a source, or
     *     floats added to the logits
     */
    public NDArray forwardMasked(NDArray targets, NDArray keys, NDArray values, NDArray mask) {
        return merge(ops.maskedAttention(
                split(query.forward(targets)), split(key.forward(keys)), split(value.forward(values)), mask));
    }

    /**
     * What attention gives when there is exactly one key: the softmax over it is 1, so queries and keys don't matter.
     * Also the value path of CLIP's dense last block.
     *
     * @param values [..., width]
     */
    public NDArray forwardValues(NDArray values) {
        NDArray x = value.forward(values);
        return output.forward(dropout.drops() ? dropHeads(x) : x);
    }

    /** The one key's weight is 1 in each head; dropping it drops the head. */
    private NDArray dropHeads(NDArray x) {
        Shape shape = x.getShape();
        long width = shape.get(shape.dimension() - 1);
        NDArray split = x.reshape(-1, heads, width / heads);
        NDArray weight = x.getManager().ones(new Shape(split.getShape().get(0), heads, 1));
        return split.mul(dropout.forward(weight)).reshape(shape);
    }

    private static Linear part(NDArray weight, NDArray bias, int index, long width) {
        String rows = (index * width) + ":" + ((index + 1) * width);
        return Linear.of(weight.get(rows), bias.get(rows));
    }

    private NDArray split(NDArray x) {
        long batch = x.getShape().get(0);
        long length = x.getShape().get(1);
        long width = x.getShape().get(2);
        return x.reshape(batch, length, heads, width / heads).transpose(0, 2, 1, 3);
    }

    private NDArray merge(NDArray x) {
        long batch = x.getShape().get(0);
        long length = x.getShape().get(2);
        return output.forward(x.transpose(0, 2, 1, 3).reshape(batch, length, -1));
    }
}

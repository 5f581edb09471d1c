package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.FeedForward;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.MultiHeadAttention;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * One layer of the masked-attention decoder (Mask2Former, section 3.2): masked cross-attention first, then
 * self-attention, then a feed-forward network; layer norm after each addition, or before each step.
 */
final class DecoderLayer {
    private final MultiHeadAttention cross;
    private final LayerNorm crossNorm;
    private final MultiHeadAttention self;
    private final LayerNorm selfNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;
    private final boolean preNorm;
    private final String name;

    DecoderLayer(Ops ops, Weights predictor, Architecture.Decoder shape, int index) {
        Weights crossAt = predictor.at("transformer_cross_attention_layers." + index);
        Weights selfAt = predictor.at("transformer_self_attention_layers." + index);
        Weights feedAt = predictor.at("transformer_ffn_layers." + index);
        cross = new MultiHeadAttention(ops, crossAt.at("multihead_attn"), shape.heads());
        crossNorm = new LayerNorm(crossAt.at("norm"));
        self = new MultiHeadAttention(ops, selfAt.at("self_attn"), shape.heads());
        selfNorm = new LayerNorm(selfAt.at("norm"));
        feedForward = new FeedForward(feedAt);
        feedForwardNorm = new LayerNorm(feedAt.at("norm"));
        preNorm = shape.preNorm();
        name = "layer" + index;
    }

    /**
     * Applies it.
     *
     * @param queries [batch, queries, width]
     * @param queryPosition [1, queries, width]
     * @param memory cells of one level [batch, cells, width]
     * @param memoryPosition [1, cells, width]
     * @param allowed booleans [batch, 1, queries, cells], true where a query may look
     */
    NDArray forward(
            NDArray queries,
            NDArray queryPosition,
            NDArray memory,
            NDArray memoryPosition,
            NDArray allowed,
            Trace trace) {
        return Scope.run(queries, input -> {
            NDArray keys = memory.add(memoryPosition);
            keys.attach(input.getManager());
            NDArray looked =
                    step(input, crossNorm, x -> cross.forwardMasked(x.add(queryPosition), keys, memory, allowed));
            trace.tensor("decoder", name + ".after_cross", () -> looked.transpose(1, 0, 2));
            NDArray talked = step(looked, selfNorm, x -> {
                NDArray placed = x.add(queryPosition);
                return self.forward(placed, placed, x);
            });
            trace.tensor("decoder", name + ".after_self", () -> talked.transpose(1, 0, 2));
            return step(talked, feedForwardNorm, feedForward::forward);
        });
    }

    private NDArray step(NDArray x, LayerNorm norm, UnaryOperator<NDArray> change) {
        return preNorm ? x.add(change.apply(norm.forward(x))) : norm.forward(x.add(change.apply(x)));
    }
}

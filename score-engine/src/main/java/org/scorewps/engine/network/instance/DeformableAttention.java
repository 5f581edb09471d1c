package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.layer.Linear;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/** Multi-scale deformable self-attention with its projections (Deformable DETR, section 4.1). */
final class DeformableAttention {
    private final Ops ops;
    private final Linear offsets;
    private final Linear weights;
    private final Linear value;
    private final Linear output;
    private final int heads;
    private final int points;

    DeformableAttention(Ops ops, Weights at, Architecture.PixelDecoder shape) {
        this.ops = ops;
        offsets = Linear.of(at.at("sampling_offsets"));
        weights = Linear.of(at.at("attention_weights"));
        value = Linear.of(at.at("value_proj"));
        output = Linear.of(at.at("output_proj"));
        heads = shape.heads();
        points = shape.points();
    }

    /**
     * Attends.
     *
     * @param query [batch, cells, width], features with positions
     * @param input [batch, cells, width], features
     * @param levels where the cells lie
     * @return [batch, cells, width]
     */
    NDArray forward(NDArray query, NDArray input, LevelGrid levels) {
        long batch = input.getShape().get(0);
        long cells = input.getShape().get(1);
        long width = input.getShape().get(2);
        int count = levels.count();
        NDArray values = value.forward(input).reshape(batch, cells, heads, width / heads);
        NDArray locations = offsets.forward(query)
                .reshape(new Shape(batch, cells, heads, count, points, 2))
                .div(levels.offsetScale())
                .add(levels.referencePoints());
        NDArray shares = weights.forward(query)
                .reshape(batch, cells, heads, (long) count * points)
                .softmax(-1)
                .reshape(batch, cells, heads, count, points);
        return output.forward(ops.deformableAttention(values, locations, shares, levels.shapes()));
    }
}

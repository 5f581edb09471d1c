package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.Conv2d;
import org.scorewps.engine.network.layer.FeedForward;
import org.scorewps.engine.network.layer.GroupNorm;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * The pixel decoder of Mask2Former: a deformable transformer encoder over strides 32, 16 and 8, then one step of a
 * feature pyramid to stride 4.
 */
public final class DeformablePixelDecoder {
    private final Ops ops;
    private final int width;
    private final List<Conv2d> inputProjections = new ArrayList<>();
    private final List<GroupNorm> inputNorms = new ArrayList<>();
    private final NDArray levelEmbedding;
    private final List<Layer> layers = new ArrayList<>();
    private final Conv2d lateral;
    private final GroupNorm lateralNorm;
    private final Conv2d smooth;
    private final GroupNorm smoothNorm;
    private final Conv2d maskFeatures;

    /**
     * What it makes of a picture.
     *
     * @param maskFeatures [batch, maskDim, height / 4, width / 4]
     * @param levels features [batch, convDim, h, w] at strides 32, 16, 8
     */
    public record Features(NDArray maskFeatures, List<NDArray> levels) {}

    /** The decoder of {@code sem_seg_head.pixel_decoder}. */
    public DeformablePixelDecoder(Ops ops, Weights weights, Architecture.PixelDecoder shape) {
        this.ops = ops;
        width = shape.convDim();
        int groups = shape.groupNormGroups();
        levelEmbedding = weights.get("transformer.level_embed");
        for (int i = 0; i < levelEmbedding.getShape().get(0); i++) {
            inputProjections.add(Conv2d.pointwise(weights.at("input_proj." + i + ".0")));
            inputNorms.add(new GroupNorm(ops, weights.at("input_proj." + i + ".1"), groups));
        }
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(new Layer(ops, weights.at("transformer.encoder.layers." + i), shape));
        }
        lateral = Conv2d.pointwise(weights.at("adapter_1"));
        lateralNorm = new GroupNorm(ops, weights.at("adapter_1.norm"), groups);
        smooth = new Conv2d(weights.at("layer_1"), 1, 1, 1);
        smoothNorm = new GroupNorm(ops, weights.at("layer_1.norm"), groups);
        maskFeatures = Conv2d.pointwise(weights.at("mask_features"));
    }

    /**
     * Decodes.
     *
     * @param backbone features at strides 4, 8, 16, 32
     */
    public Features forward(List<NDArray> backbone, Trace trace) {
        NDManager manager = backbone.get(0).getManager();
        int count = inputProjections.size();
        long[] heights = new long[count];
        long[] widths = new long[count];
        NDList cells = new NDList();
        NDList positions = new NDList();
        for (int level = 0; level < count; level++) {
            NDArray projected = project(backbone.get(backbone.size() - 1 - level), level, trace);
            heights[level] = projected.getShape().get(2);
            widths[level] = projected.getShape().get(3);
            cells.add(sequence(projected));
            positions.add(sequence(position(manager, level, heights[level], widths[level], trace))
                    .add(levelEmbedding.get(manager, level).reshape(1, 1, -1)));
        }
        LevelGrid grid = new LevelGrid(manager, heights, widths);
        NDArray position = NDArrays.concat(positions, 1);
        trace.tensor(
                "pixel_decoder",
                "encoder_in_lvl_pos_flat",
                () -> position.broadcast(new Shape(backbone.get(0).getShape().get(0), grid.cells(), width)));
        trace.tensor("pixel_decoder", "spatial_shapes", grid::shapes);
        trace.tensor("pixel_decoder", "reference_points", () -> grid.referencePoints()
                .reshape(1, grid.cells(), 1, 2)
                .broadcast(new Shape(backbone.get(0).getShape().get(0), grid.cells(), count, 2)));
        NDArray x = NDArrays.concat(cells, 1);
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).forward(x, position, grid, "encoder_layer" + i, trace);
        }
        return pyramid(split(x, grid, trace), backbone.get(0), trace);
    }

    private NDArray project(NDArray feature, int level, Trace trace) {
        NDArray projected = Scope.run(
                feature,
                x -> inputNorms.get(level).forward(inputProjections.get(level).forward(x)));
        trace.tensor("pixel_decoder", "input_proj_" + level, () -> projected);
        return projected;
    }

    private NDArray position(NDManager manager, int level, long height, long columns, Trace trace) {
        NDArray position = SinePositionEmbedding.create(manager, width, (int) height, (int) columns);
        trace.tensor("pixel_decoder", "pos_" + level, () -> position);
        return position;
    }

    private static NDArray sequence(NDArray image) {
        Shape shape = image.getShape();
        return image.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))
                .transpose(0, 2, 1);
    }

    private static List<NDArray> split(NDArray x, LevelGrid grid, Trace trace) {
        List<NDArray> levels = new ArrayList<>();
        long batch = x.getShape().get(0);
        for (int level = 0; level < grid.count(); level++) {
            NDArray image = x.get(":, " + grid.start(level) + ":" + grid.start(level + 1))
                    .transpose(0, 2, 1)
                    .reshape(batch, -1, grid.height(level), grid.width(level));
            levels.add(image);
            trace.tensor("pixel_decoder", "multi_scale_" + level, () -> image);
        }
        return levels;
    }

    private Features pyramid(List<NDArray> levels, NDArray finest, Trace trace) {
        NDArray last = levels.get(levels.size() - 1);
        NDArray features = Scope.run(finest, x -> {
            NDArray side = lateralNorm.forward(lateral.forward(x));
            Shape shape = side.getShape();
            NDArray sum = side.add(ops.resizeBilinear(last, shape.get(2), shape.get(3)));
            return maskFeatures.forward(Activation.relu(smoothNorm.forward(smooth.forward(sum))));
        });
        trace.tensor("pixel_decoder", "mask_features", () -> features);
        return new Features(features, levels);
    }

    /** One encoder layer: deformable self-attention and feed-forward, each added and then normalised. */
    private static final class Layer {
        private final DeformableAttention attention;
        private final LayerNorm norm1;
        private final FeedForward feedForward;
        private final LayerNorm norm2;

        Layer(Ops ops, Weights weights, Architecture.PixelDecoder shape) {
            attention = new DeformableAttention(ops, weights.at("self_attn"), shape);
            norm1 = new LayerNorm(weights.at("norm1"));
            feedForward = new FeedForward(weights);
            norm2 = new LayerNorm(weights.at("norm2"));
        }

        NDArray forward(NDArray input, NDArray position, LevelGrid grid, String name, Trace trace) {
            NDArray output = Scope.run(input, x -> {
                NDArray attended = attention.forward(x.add(position), x, grid);
                trace.tensor("pixel_decoder", name + "_attn_out", () -> attended);
                NDArray y = norm1.forward(x.add(attended));
                return norm2.forward(y.add(feedForward.forward(y)));
            });
            trace.tensor("pixel_decoder", name + "_out", () -> output);
            return output;
        }
    }
}

package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.layer.Conv2d;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.Linear;
import org.scorewps.engine.network.layer.Mlp;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * The masked-attention transformer decoder (Mask2Former, section 3.2): object queries that look only where the mask they
 * predicted last lets them, level after level, and that end as masks and class embeddings.
 */
public final class MaskedTransformerDecoder {
    private final Ops ops;
    private final int width;
    private final List<DecoderLayer> layers = new ArrayList<>();
    private final List<Conv2d> inputProjections = new ArrayList<>();
    private final NDArray queryFeatures;
    private final NDArray queryPositions;
    private final NDArray levelEmbedding;
    private final LayerNorm norm;
    private final Mlp maskEmbedding;
    private final LayerNorm poolNorm;
    private final Linear poolProjection;
    private final Mlp classEmbedding;

    /** Makes class logits of one head's class embeddings. */
    @FunctionalInterface
    public interface ClassHead {
        /**
         * Called for each prediction head whose classes are wanted.
         *
         * @param head the head's name in a trace, {@code head0} being on the learned queries
         * @param classes class embeddings [batch, queries, embedDim]
         * @param masks mask logits [batch, queries, height / 4, width / 4]
         */
        void classify(String head, NDArray classes, NDArray masks);
    }

    /** The decoder of {@code sem_seg_head.predictor}. */
    public MaskedTransformerDecoder(Ops ops, Weights predictor, Architecture.Decoder shape) {
        this.ops = ops;
        width = shape.hiddenDim();
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(new DecoderLayer(ops, predictor, shape, i));
        }
        queryFeatures = predictor.get("query_feat.weight");
        queryPositions = predictor.get("query_embed.weight").expandDims(0);
        levelEmbedding = predictor.get("level_embed.weight");
        for (int i = 0; predictor.contains("input_proj." + i + ".weight"); i++) {
            inputProjections.add(Conv2d.pointwise(predictor.at("input_proj." + i)));
        }
        norm = new LayerNorm(predictor.at("decoder_norm"));
        maskEmbedding = new Mlp(predictor.at("mask_embed"));
        poolNorm = new LayerNorm(predictor.at("_mask_pooling_proj.0"));
        poolProjection = Linear.of(predictor.at("_mask_pooling_proj.1"));
        classEmbedding = new Mlp(predictor.at("class_embed"));
    }

    /**
     * Decodes.
     *
     * @param features what the pixel decoder made
     * @param everyHead classify every head, not only the last: the others' classes change nothing but the training loss
     * @return the last head's mask logits [batch, queries, height / 4, width / 4]
     */
    public NDArray forward(
            DeformablePixelDecoder.Features features, boolean everyHead, ClassHead classHead, Trace trace) {
        List<NDArray> memories = new ArrayList<>();
        List<NDArray> positions = new ArrayList<>();
        for (int level = 0; level < features.levels().size(); level++) {
            NDArray image = features.levels().get(level);
            NDArray projected = inputProjections.isEmpty()
                    ? image
                    : inputProjections.get(level).forward(image);
            Shape size = image.getShape();
            memories.add(sequence(projected)
                    .add(levelEmbedding.get(image.getManager(), level).reshape(1, 1, -1)));
            positions.add(sequence(
                    SinePositionEmbedding.create(image.getManager(), width, (int) size.get(2), (int) size.get(3))));
        }
        NDArray maskFeatures = features.maskFeatures();
        long batch = maskFeatures.getShape().get(0);
        NDArray queries = maskFeatures
                .getManager()
                .zeros(new Shape(batch, queryFeatures.getShape().get(0), width))
                .add(queryFeatures);
        NDArray masks = predict(queries, maskFeatures, 0, everyHead || layers.isEmpty(), classHead, trace);
        for (int i = 0; i < layers.size(); i++) {
            int level = i % memories.size();
            NDArray allowed = allowed(masks, features.levels().get(level), "head" + i, trace);
            queries = layers.get(i)
                    .forward(queries, queryPositions, memories.get(level), positions.get(level), allowed, trace);
            boolean last = i == layers.size() - 1;
            masks = predict(queries, maskFeatures, i + 1, everyHead || last, classHead, trace);
        }
        traceAllowed(masks, features.levels().get(layers.size() % memories.size()), "head" + layers.size(), trace);
        return masks;
    }

    private NDArray predict(
            NDArray queries, NDArray maskFeatures, int head, boolean classify, ClassHead classHead, Trace trace) {
        String name = "head" + head;
        trace.tensor("decoder", name + ".queries", () -> queries.transpose(1, 0, 2));
        Shape size = maskFeatures.getShape();
        NDArray normed = norm.forward(queries);
        trace.tensor("decoder", name + ".decoder_norm", () -> normed.transpose(1, 0, 2));
        NDArray masks = Scope.run(normed, x -> {
            NDArray embedded = maskEmbedding.forward(x);
            trace.tensor("decoder", name + ".mask_embed", () -> embedded);
            return embedded.matMul(maskFeatures.reshape(size.get(0), size.get(1), size.get(2) * size.get(3)))
                    .reshape(size.get(0), x.getShape().get(1), size.get(2), size.get(3));
        });
        trace.tensor("decoder", name + ".pred_masks", () -> masks);
        if (classify) {
            NDArray classes = Scope.run(normed, x -> {
                NDArray pooled = MaskPooling.forward(ops, masks, maskFeatures);
                pooled.attach(x.getManager());
                trace.tensor("decoder", name + ".maskpool", () -> pooled);
                NDArray projected = poolProjection.forward(poolNorm.forward(pooled));
                trace.tensor("decoder", name + ".maskpool_proj", () -> projected);
                return classEmbedding.forward(projected.add(x));
            });
            trace.tensor("decoder", name + ".class_embed_before_rai", () -> classes);
            classHead.classify(name, classes, masks);
        }
        return masks;
    }

    /** Where queries may look: where their mask is at least even; a query that may look nowhere looks everywhere. */
    private NDArray allowed(NDArray masks, NDArray level, String head, Trace trace) {
        return Scope.run(masks, x -> {
            traceAllowed(x, level, head, trace);
            NDArray inside = probability(x, level).gte(0.5f).toType(DataType.FLOAT32, false);
            NDArray nowhere = inside.max(new int[] {-1}, true).lt(0.5f).toType(DataType.FLOAT32, false);
            return inside.add(nowhere).gt(0.5f).expandDims(1);
        });
    }

    private void traceAllowed(NDArray masks, NDArray level, String head, Trace trace) {
        trace.tensor("decoder", head + ".resized_masks", () -> resized(masks, level));
        trace.tensor("decoder", head + ".attn_mask", () -> probability(masks, level)
                .lt(0.5f)
                .toType(DataType.UINT8, false));
    }

    private NDArray probability(NDArray masks, NDArray level) {
        return Activation.sigmoid(resized(masks, level));
    }

    private NDArray resized(NDArray masks, NDArray level) {
        Shape size = level.getShape();
        return ops.resizeBilinear(masks, size.get(2), size.get(3))
                .reshape(size.get(0), masks.getShape().get(1), size.get(2) * size.get(3));
    }

    private static NDArray sequence(NDArray image) {
        Shape shape = image.getShape();
        return image.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))
                .transpose(0, 2, 1);
    }
}

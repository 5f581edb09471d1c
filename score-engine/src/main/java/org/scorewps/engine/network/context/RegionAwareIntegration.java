package org.scorewps.engine.network.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.instance.MaskPooling;
import org.scorewps.engine.network.layer.Dropout;
import org.scorewps.engine.network.layer.FeedForward;
import org.scorewps.engine.network.layer.LayerNorm;
import org.scorewps.engine.network.layer.MultiHeadAttention;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Scope;
import org.scorewps.engine.network.tensor.Weights;

/**
 * Region-Aware Integration (section 3.4): lets what surrounds an object change its class embedding. In the released
 * formula lambda times the context is added once and each query passes the transformer alone; in equation 6 every layer's
 * queries attend to all queries and to lambda times the context vectors.
 */
public final class RegionAwareIntegration {
    private final Ops ops;
    private final Variant variant;
    private final DilationNoise noise;
    private final Optional<MaskDilation> dilation;
    private final Optional<NDArray> lambda;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * The integration of {@code sem_seg_head.predictor}; without it no weights are needed.
     *
     * @param noise whether and how kernel sizes are mixed
     * @param dropout dropout of the transformer
     */
    public RegionAwareIntegration(
            Ops ops,
            Weights predictor,
            Architecture architecture,
            Variant variant,
            DilationNoise noise,
            Dropout dropout) {
        this.noise = noise;
        this.ops = ops;
        this.variant = variant;
        dilation = variant.dilates()
                ? Optional.of(new MaskDilation(
                        ops,
                        predictor.get("kernel_size_logits"),
                        architecture.decoder().kernelSizes()))
                : Optional.empty();
        lambda = variant.integrates() ? Optional.of(predictor.get("learnable_weight")) : Optional.empty();
        Architecture.RegionAwareIntegration shape = architecture.regionAwareIntegration();
        for (int i = 0; variant.integrates() && i < shape.layers(); i++) {
            layers.add(new Layer(ops, predictor.at("transformer.layers." + i), shape.heads(), dropout));
        }
    }

    /**
     * Integrates.
     *
     * @param classes class embeddings [batch, queries, embedDim]
     * @param masks mask logits [batch, queries, height, width]
     * @param scene the scene's context
     * @param head name of the prediction head, for the trace
     * @return [batch, queries, embedDim]
     */
    public NDArray forward(NDArray classes, NDArray masks, RemoteClipEncoder.Context scene, String head, Trace trace) {
        if (lambda.isEmpty()) {
            return classes;
        }
        return Scope.run(classes, x -> {
            NDArray weighted = context(x, masks, scene, head, trace).mul(lambda.orElseThrow());
            NDArray y = variant.integration() == Variant.Integration.PAPER
                    ? attend(x, weighted)
                    : addOnce(x, weighted, head, trace);
            trace.tensor("decoder", head + ".class_embed_after_rai", () -> rows(y));
            return y;
        });
    }

    private NDArray addOnce(NDArray classes, NDArray weighted, String head, Trace trace) {
        NDArray x = classes.add(weighted);
        NDArray input = x;
        trace.tensor("decoder", head + ".rai_in", () -> rows(input));
        for (Layer layer : layers) {
            x = layer.alone(x);
        }
        return x;
    }

    private NDArray attend(NDArray classes, NDArray weighted) {
        NDArray x = classes;
        for (Layer layer : layers) {
            x = layer.together(x, weighted);
        }
        return x;
    }

    /** The context vectors: one a query, or where they are keys as many as there are. */
    private NDArray context(NDArray classes, NDArray masks, RemoteClipEncoder.Context scene, String head, Trace trace) {
        return switch (variant.integrationContext()) {
            case REGIONAL -> regional(classes, masks, scene.dense(), head, trace);
            case CLS_TOKEN -> local(classes, scene.global()).expandDims(1);
            case PATCH -> patches(local(classes, scene.dense()));
        };
    }

    private NDArray patches(NDArray dense) {
        Shape shape = dense.getShape();
        NDArray patches = dense.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
        return variant.integration() == Variant.Integration.PAPER ? patches : patches.mean(new int[] {1}, true);
    }

    private NDArray regional(NDArray classes, NDArray masks, NDArray dense, String head, Trace trace) {
        Optional<float[]> mix = noise.next();
        NDArray at = local(classes, masks);
        NDArray expanded = mix.map(numbers -> dilation.orElseThrow().forwardMixed(at, numbers))
                .orElseGet(() -> dilation.orElseThrow().forward(at));
        trace.tensor("decoder", head + ".expand_mask", () -> expanded);
        Shape size = dense.getShape();
        NDArray resized = ops.resizeBilinear(expanded, size.get(2), size.get(3));
        trace.tensor("decoder", head + ".expand_mask_resized", () -> resized);
        NDArray pooled =
                mix.isPresent() ? MaskPooling.soft(ops, resized, dense) : MaskPooling.forward(ops, resized, dense);
        trace.tensor("decoder", head + ".rs_pooled", () -> pooled);
        return pooled;
    }

    /** The same tensor owned by the scope of another, so that what is made from it is freed with the scope. */
    private static NDArray local(NDArray scoped, NDArray other) {
        NDArray alias = other.reshape(other.getShape());
        alias.attach(scoped.getManager());
        return alias;
    }

    private static NDArray rows(NDArray x) {
        return x.reshape(-1, 1, x.getShape().get(2));
    }

    /** A post-norm transformer encoder layer. */
    private static final class Layer {
        private final MultiHeadAttention attention;
        private final LayerNorm norm1;
        private final FeedForward feedForward;
        private final LayerNorm norm2;
        private final Dropout dropout;

        Layer(Ops ops, Weights weights, int heads, Dropout dropout) {
            this.dropout = dropout;
            attention = new MultiHeadAttention(ops, weights.at("self_attn"), heads, dropout);
            norm1 = new LayerNorm(weights.at("norm1"));
            feedForward = new FeedForward(weights, dropout);
            norm2 = new LayerNorm(weights.at("norm2"));
        }

        NDArray alone(NDArray x) {
            return finish(x.add(dropout.forward(attention.forwardValues(x))));
        }

        NDArray together(NDArray x, NDArray context) {
            NDArray memory = x.concat(context, 1);
            return finish(x.add(dropout.forward(attention.forward(x, memory, memory))));
        }

        private NDArray finish(NDArray attended) {
            NDArray y = norm1.forward(attended);
            return norm2.forward(y.add(dropout.forward(feedForward.forward(y))));
        }
    }
}

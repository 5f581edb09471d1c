package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.network.context.DilationNoise;
import org.scorewps.engine.network.context.GlobalContextAdaptation;
import org.scorewps.engine.network.context.RegionAwareIntegration;
import org.scorewps.engine.network.context.RemoteClipEncoder;
import org.scorewps.engine.network.instance.ConvNextEncoder;
import org.scorewps.engine.network.instance.DeformablePixelDecoder;
import org.scorewps.engine.network.instance.MaskPooling;
import org.scorewps.engine.network.instance.MaskedTransformerDecoder;
import org.scorewps.engine.network.layer.Dropout;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/** The whole network of Figure 2: normalised pictures and a vocabulary in, masks and class probabilities out. */
public final class ScoreNetwork {
    private final Ops ops;
    private final Variant variant;
    private final boolean ensembleOnValidMask;
    private final boolean poolByCoverage;
    private final int embedDim;
    private final ConvNextEncoder backbone;
    private final RemoteClipEncoder context;
    private final DeformablePixelDecoder pixelDecoder;
    private final MaskedTransformerDecoder decoder;
    private final RegionAwareIntegration integration;
    private final GlobalContextAdaptation adaptation;
    private final NDArray voidEmbedding;
    private final NDArray decoderScale;
    private final NDArray outScale;

    /**
     * What the network says of a batch.
     *
     * @param masks mask logits [batch, queries, height / 4, width / 4]
     * @param classes log probabilities [batch, queries, classes + 1], void last
     */
    public record Output(NDArray masks, NDArray classes) {}

    /** What one prediction head says: class logits [batch, queries, classes + 1] and mask logits of a quarter size. */
    public record Head(NDArray classes, NDArray masks) {}

    /** The network as inference runs it. */
    public ScoreNetwork(Ops ops, Weights weights, ModelConfig config) {
        this(ops, weights, config, DilationNoise.FIXED, Dropout.NONE);
    }

    /**
     * The network as training runs it.
     *
     * @param noise whether and how the dilation mixes its kernel sizes
     * @param dropout dropout of Region-Aware Integration
     */
    public ScoreNetwork(Ops ops, Weights weights, ModelConfig config, DilationNoise noise, Dropout dropout) {
        this.ops = ops;
        Architecture architecture = config.architecture();
        variant = config.variant();
        ensembleOnValidMask = config.ensembleOnValidMask();
        poolByCoverage = config.poolByCoverage().orElse(false);
        embedDim = architecture.embedDim();
        Weights clip = weights.at("backbone.clip_model");
        Weights remote = weights.at("clip_rs.clip_model");
        Weights predictor = weights.at("sem_seg_head.predictor");
        backbone = new ConvNextEncoder(clip.at("visual"), architecture.imageTower());
        context = new RemoteClipEncoder(ops, remote.at("visual"), architecture.contextTower());
        pixelDecoder =
                new DeformablePixelDecoder(ops, weights.at("sem_seg_head.pixel_decoder"), architecture.pixelDecoder());
        decoder = new MaskedTransformerDecoder(ops, predictor, architecture.decoder());
        integration = new RegionAwareIntegration(ops, predictor, architecture, variant, noise, dropout);
        adaptation = new GlobalContextAdaptation(
                ops, weights.at("gca"), architecture.globalContextAdaptation(), variant.adaptation());
        voidEmbedding = weights.get("void_embedding.weight");
        decoderScale = predictor.get("logit_scale");
        outScale = remoteClassifies() ? remote.get("logit_scale") : clip.get("logit_scale");
    }

    /**
     * Runs the network. Everything it makes belongs to the image's manager.
     *
     * @param image [batch, 3, height, width], normalised and padded to multiples of 32
     * @param exponents weight of the out-of-vocabulary classifier for each class
     * @param everyHead classify every prediction head, for a trace or training; changes no result
     */
    public Output forward(NDArray image, TextEmbeddings text, float[] exponents, boolean everyHead, Trace trace) {
        Pass pass = new Pass(image, text, trace);
        List<Head> heads = pass.heads(everyHead);
        Head last = heads.get(heads.size() - 1);
        NDArray classes = ensemble(
                pass.features,
                pass.scene,
                last.masks(),
                last.classes(),
                text,
                pass.rows,
                pass.emptiness,
                exponents,
                trace);
        return new Output(last.masks(), classes);
    }

    /**
     * What every prediction head says, the last one last, without the ensemble: what training compares with the truth.
     *
     * @param image [batch, 3, height, width], normalised and padded to multiples of 32
     */
    public List<Head> heads(NDArray image, TextEmbeddings text, Trace trace) {
        return new Pass(image, text, trace).heads(true);
    }

    /** One run: what the towers make of a batch, and the classifier adapted to it. */
    private final class Pass {
        private final List<NDArray> features;
        private final RemoteClipEncoder.Context scene;
        private final NDArray rows;
        private final NDArray emptiness;
        private final NDArray classifier;
        private final TextEmbeddings text;
        private final Trace trace;

        Pass(NDArray image, TextEmbeddings text, Trace trace) {
            this.text = text;
            this.trace = trace;
            NDManager manager = image.getManager();
            trace.tensor("input", "normalized_padded", () -> image);
            features = backbone.forward(image, trace);
            scene = readsContext()
                    ? context.forward(image, trace)
                    : RemoteClipEncoder.Context.unread(manager, image.getShape().get(0), embedDim);
            rows = rows(manager, text.rows(), text.names());
            emptiness = ops.l2Normalize(manager.zeros(voidEmbedding.getShape()).add(voidEmbedding));
            trace.tensor("text", "text_classifier_with_void", () -> NDArrays.concat(new NDList(rows, emptiness), 0));
            NDArray adapted = adaptation.forward(scene.global(), rows, trace);
            classifier = adapted.concat(voidRows(adapted, emptiness), 1);
        }

        List<Head> heads(boolean every) {
            List<Head> heads = new ArrayList<>();
            DeformablePixelDecoder.Features pixels = pixelDecoder.forward(features, trace);
            decoder.forward(
                    pixels,
                    every,
                    (head, classes, masks) -> heads.add(new Head(classify(head, classes, masks), masks)),
                    trace);
            return heads;
        }

        private NDArray classify(String head, NDArray classes, NDArray masks) {
            NDArray integrated = integration.forward(classes, masks, scene, head, trace);
            NDArray doubled =
                    variant.adaptation() == Variant.Adaptation.CONCAT ? integrated.concat(integrated, 2) : integrated;
            NDArray logits =
                    OpenVocabularyClassifier.logits(ops, doubled, classifier, decoderScale, text.namesPerClass());
            trace.tensor("decoder", head + ".pred_logits", () -> logits);
            return logits;
        }
    }

    private NDArray ensemble(
            List<NDArray> features,
            RemoteClipEncoder.Context scene,
            NDArray masks,
            NDArray inVocabulary,
            TextEmbeddings text,
            NDArray rows,
            NDArray emptiness,
            float[] exponents,
            Trace trace) {
        NDManager manager = masks.getManager();
        NDArray dense = remoteClassifies() ? scene.dense() : features.get(features.size() - 1);
        long height = dense.getShape().get(2);
        long width = dense.getShape().get(3);
        NDArray cells = poolByCoverage
                ? MaskPooling.coverage(ops, masks, height, width)
                : ops.resizeBilinear(masks, height, width);
        trace.tensor("post", "mask_for_pooling", () -> cells);
        NDArray pooled = poolByCoverage ? MaskPooling.weighted(cells, dense) : MaskPooling.forward(ops, cells, dense);
        trace.tensor("post", "pooled_clip_feature", () -> pooled);
        NDArray projected = remoteClassifies() ? pooled : backbone.project(pooled);
        trace.tensor("post", "pooled_clip_feature_projected", () -> projected);
        NDArray names = text.contextRows()
                .map(context -> rows(manager, context, text.names()))
                .orElse(rows);
        NDArray outRows = NDArrays.concat(new NDList(names, emptiness), 0).expandDims(0);
        NDArray outOfVocabulary =
                OpenVocabularyClassifier.logits(ops, projected, outRows, outScale, text.namesPerClass());
        trace.tensor("post", "out_vocab_logits_with_void", () -> outOfVocabulary);
        NDArray valid = OpenVocabularyClassifier.coversAnything(cells);
        NDArray counts = ensembleOnValidMask ? valid : valid.onesLike();
        return OpenVocabularyClassifier.ensemble(inVocabulary, outOfVocabulary, exponents, counts);
    }

    /** The void row is never adapted; beside a context that was appended stands nothing. */
    private static NDArray voidRows(NDArray adapted, NDArray emptiness) {
        Shape shape = adapted.getShape();
        long width = emptiness.getShape().get(1);
        NDArray row =
                adapted.getManager().zeros(new Shape(shape.get(0), 1, width)).add(emptiness);
        return shape.get(2) == width
                ? row
                : row.concat(adapted.getManager().zeros(new Shape(shape.get(0), 1, shape.get(2) - width)), 2);
    }

    private static NDArray rows(NDManager manager, float[] rows, int names) {
        return manager.create(rows, new Shape(names, rows.length / names));
    }

    private boolean readsContext() {
        return variant.integrates() || variant.adaptation() != Variant.Adaptation.NONE || remoteClassifies();
    }

    private boolean remoteClassifies() {
        return variant.outOfVocabulary() == Variant.OutOfVocabulary.REMOTE_SENSING_CLIP;
    }
}

package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreNetwork;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.context.DilationNoise;
import org.scorewps.engine.network.layer.Dropout;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/** Forward and backward through a batch. Gradients are left at the weights; nothing else outlives the step. */
public final class TrainingStep {
    private final Ops ops;
    private final Weights weights;
    private final ModelConfig config;
    private final SetCriterion criterion;
    private final Dropout dropout;

    /**
     * What a step found.
     *
     * @param total the weighted sum of all losses
     * @param losses unweighted, by name: {@code ce}, {@code mask}, {@code dice} of the last head; of head j with
     *     {@code _j}
     */
    public record Result(double total, Map<String, Double> losses) {
        /** Keeps the order. */
        public Result {
            losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
        }
    }

    /** A step of a model without dropout; trained weights carry gradients. */
    public TrainingStep(Ops ops, Weights weights, ModelConfig config, LossSettings settings) {
        this(ops, weights, config, settings, Dropout.NONE);
    }

    /**
     * A step of a model; trained weights carry gradients.
     *
     * @param dropout dropout of Region-Aware Integration
     */
    public TrainingStep(Ops ops, Weights weights, ModelConfig config, LossSettings settings, Dropout dropout) {
        this.dropout = dropout;
        this.ops = ops;
        this.weights = weights;
        this.config = config;
        criterion = new SetCriterion(ops, settings);
    }

    /**
     * Runs it. Turns gradient mode on for its time.
     *
     * @param image [batch, 3, height, width], normalised and padded; its manager owns all that the step makes
     * @param text embeddings of the training classes
     * @param targets the truth of each picture
     * @param mixKernels whether the dilation still mixes its kernel sizes
     */
    public Result run(
            NDArray image,
            TextEmbeddings text,
            List<Target> targets,
            boolean mixKernels,
            RandomNumbers random,
            Trace trace) {
        int kernels = config.architecture().decoder().kernelSizes().size();
        DilationNoise noise = mixKernels ? () -> Optional.of(random.gumbel(kernels)) : DilationNoise.FIXED;
        teachKernels(mixKernels);
        if (dropout.drops()) {
            JniUtils.setSeed(random.seed());
        }
        JniUtils.setGradMode(true);
        try (NDManager scope = image.getManager().newSubManager()) {
            image.tempAttach(scope);
            // made anew each time, so that the slices of weights that it holds belong to this step's graph and memory
            ScoreNetwork network = new ScoreNetwork(ops, weights.within(scope), config, noise, dropout);
            Map<Integer, SetCriterion.Losses> losses =
                    criterion.forward(network.heads(image, text, trace), targets, random);
            NDArray total = criterion.total(losses);
            JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
            return new Result(total.getFloat(), named(losses));
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** A fixed kernel teaches its logits nothing: they must not be decayed either. */
    private void teachKernels(boolean mixKernels) {
        Weights predictor = weights.at("sem_seg_head.predictor");
        if (!mixKernels && predictor.contains("kernel_size_logits")) {
            predictor.get("kernel_size_logits").setRequiresGradient(false);
        }
    }

    private static Map<String, Double> named(Map<Integer, SetCriterion.Losses> losses) {
        Map<String, Double> named = new LinkedHashMap<>();
        int last = losses.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
        losses.forEach((head, one) -> {
            String suffix = head == last ? "" : "_" + head;
            named.put("ce" + suffix, (double) one.classes().getFloat());
            named.put("mask" + suffix, (double) one.mask().getFloat());
            named.put("dice" + suffix, (double) one.dice().getFloat());
        });
        return named;
    }
}

package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
    private final float dropout;

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
        this(ops, weights, config, settings, 0);
    }

    /**
     * A step of a model; trained weights carry gradients.
     *
     * @param dropout rate of Region-Aware Integration's dropout
     */
    public TrainingStep(Ops ops, Weights weights, ModelConfig config, LossSettings settings, float dropout) {
        this.dropout = dropout;
        this.ops = ops;
        this.weights = weights;
        this.config = config;
        criterion = new SetCriterion(ops, settings);
    }

    /**
     * What a run has of a step's batch. The means of the losses, and the sums of the gradients, over the runs of all parts
     * are those of the batch; only class cross-entropy's mean is taken part by part, as the authors' training takes it
     * device by device.
     *
     * @param parts how many runs the batch is divided among
     * @param objects objects of the whole batch
     */
    public record Share(int parts, int objects) {
        /** The whole batch. */
        public static Share whole(List<Target> targets) {
            return new Share(1, objects(targets));
        }

        /** How many objects pictures show. */
        public static int objects(List<Target> targets) {
            return targets.stream().mapToInt(target -> target.classes().length).sum();
        }

        /** What mask losses are divided by. */
        float count() {
            return Math.max(1, (float) objects / parts);
        }
    }

    /** Runs it on a whole batch. */
    public Result run(
            NDArray image,
            TextEmbeddings text,
            List<Target> targets,
            boolean mixKernels,
            RandomNumbers random,
            Trace trace) {
        return run(image, text, targets, Share.whole(targets), mixKernels, random, trace);
    }

    /**
     * Runs it. Turns gradient mode on for its time.
     *
     * @param image [batch, 3, height, width], normalised and padded; its manager owns all that the step makes
     * @param text embeddings of the training classes
     * @param targets the truth of each picture
     * @param share what part of the batch they are
     * @param mixKernels whether the dilation still mixes its kernel sizes
     */
    public Result run(
            NDArray image,
            TextEmbeddings text,
            List<Target> targets,
            Share share,
            boolean mixKernels,
            RandomNumbers random,
            Trace trace) {
        int kernels = config.architecture().decoder().kernelSizes().size();
        DilationNoise noise = mixKernels ? () -> Optional.of(random.gumbel(kernels)) : DilationNoise.FIXED;
        teachKernels(mixKernels);
        Dropout drop = dropout == 0 ? Dropout.NONE : new Dropout(dropout, count -> random.uniform("dropout", count));
        JniUtils.setGradMode(true);
        try (NDManager scope = image.getManager().newSubManager()) {
            image.tempAttach(scope);
            // made anew each time, so that the slices of weights that it holds belong to this step's graph and memory
            ScoreNetwork network = new ScoreNetwork(ops, weights.within(scope), config, noise, drop);
            Map<Integer, SetCriterion.Losses> losses =
                    criterion.forward(network.heads(image, text, trace), targets, share.count(), random);
            NDArray total = criterion.total(losses);
            NDArray weight = total.getManager().full(new Shape(), 1f / share.parts());
            JniUtils.backward((PtNDArray) total, (PtNDArray) weight, false, false);
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

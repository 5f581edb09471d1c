package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.context.RemoteClipEncoder;
import org.scorewps.engine.network.instance.ConvNextEncoder;
import org.scorewps.engine.network.semantic.TextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/**
 * Contrastive pre-training of the towers (Radford et al. 2021, figure 3): in a batch, each picture shall find its caption
 * and each caption its picture. Both image towers learn at once: the general one with its text tower, the remote-sensing
 * one with its own where it has one, else with the general one's, so that both speak of the same space. The
 * remote-sensing tower learns by the class token of its dense path, which is what the network reads.
 */
public final class ContrastiveStep {
    private final Ops ops;
    private final Weights weights;
    private final Architecture architecture;

    /**
     * The losses of a batch.
     *
     * @param general of the general CLIP
     * @param context of the remote-sensing CLIP
     */
    public record Result(double general, double context) {}

    /** A step over towers whose weights carry gradients. */
    public ContrastiveStep(Ops ops, Weights weights, Architecture architecture) {
        this.ops = ops;
        this.weights = weights;
        this.architecture = architecture;
    }

    /**
     * Forward and backward. Turns gradient mode on for its time; gradients are left at the weights.
     *
     * @param image [batch, 3, height, width], normalised, sides multiples of 32; its manager owns all that is made
     * @param tokens a caption for each picture, [batch][contextLength]
     */
    public Result run(NDArray image, int[][] tokens) {
        JniUtils.setGradMode(true);
        try (NDManager scope = image.getManager().newSubManager()) {
            image.tempAttach(scope);
            Logits logits = logits(scope, image, tokens);
            NDArray general = loss(logits.general());
            NDArray context = loss(logits.context());
            NDArray total = general.add(context);
            JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
            return new Result(general.getFloat(), context.getFloat());
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /**
     * How many pictures find their own caption first, of a batch, without learning.
     *
     * @return share of the batch for the general and the remote-sensing tower
     */
    public Result recall(NDArray image, int[][] tokens) {
        try (NDManager scope = image.getManager().newSubManager()) {
            image.tempAttach(scope);
            Logits logits = logits(scope, image, tokens);
            return new Result(hits(logits.general(), tokens), hits(logits.context(), tokens));
        }
    }

    /** Of all pairs of the batch, pictures by captions. */
    private record Logits(NDArray general, NDArray context) {}

    private Logits logits(NDManager scope, NDArray image, int[][] tokens) {
        Weights clip = weights.at("backbone.clip_model");
        Weights remote = weights.at("clip_rs.clip_model");
        NDArray text = new TextEncoder(ops, clip, architecture.textTower()).forward(scope, tokens);
        NDArray contextText = architecture
                .contextTextTower()
                .map(shape -> new TextEncoder(ops, remote, shape).forward(scope, tokens))
                .orElse(text);
        Weights contextScale = architecture.contextTextTower().isPresent() ? remote : clip;
        return new Logits(
                logits(generalImage(image, clip), text, clip.get("logit_scale")),
                logits(contextImage(image, remote), contextText, contextScale.get("logit_scale")));
    }

    private NDArray generalImage(NDArray image, Weights clip) {
        ConvNextEncoder tower = new ConvNextEncoder(clip.at("visual"), architecture.imageTower());
        List<NDArray> features = tower.forward(image, Trace.NONE);
        NDArray last = features.get(features.size() - 1);
        Shape shape = last.getShape();
        return tower.project(last.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}));
    }

    private NDArray contextImage(NDArray image, Weights remote) {
        return new RemoteClipEncoder(ops, remote.at("visual"), architecture.contextTower())
                .forward(image, Trace.NONE)
                .global();
    }

    /** The symmetric cross-entropy of the cosines of all pairs. */
    private NDArray loss(NDArray logits) {
        NDManager manager = logits.getManager();
        long batch = logits.getShape().get(0);
        NDArray targets = manager.create(LongStream.range(0, batch).toArray()).duplicate();
        NDArray even = manager.ones(new Shape(batch));
        NDArray both = ops.crossEntropy(logits, targets, even).add(ops.crossEntropy(logits.transpose(), targets, even));
        return both.div(manager.full(new Shape(), 2));
    }

    private NDArray logits(NDArray images, NDArray texts, NDArray logScale) {
        return ops.cosineLogits(images.expandDims(0), ops.l2Normalize(texts).expandDims(0), logScale)
                .squeeze(0);
    }

    /** A caption that several pictures share is right for each of them. */
    private static double hits(NDArray logits, int[][] tokens) {
        long[] best = logits.argMax(1).toLongArray();
        int hits = 0;
        for (int i = 0; i < best.length; i++) {
            hits += Arrays.equals(tokens[(int) best[i]], tokens[i]) ? 1 : 0;
        }
        return (double) hits / best.length;
    }
}

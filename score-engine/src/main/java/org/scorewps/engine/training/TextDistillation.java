package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.stream.LongStream;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.semantic.TextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;

/**
 * Teaches a small text tower what words mean: its embedding of a prompt shall point where a sentence encoder's vector of
 * the phrase points, after a fixed projection onto the directions in which the teacher's vectors vary most. Two losses:
 * the angle to the phrase's own target, and the choice of that target among all of the batch.
 */
public final class TextDistillation {
    /** Sharpness of the choice among the batch, logarithm of the factor on cosines. */
    private static final float LOG_SCALE = (float) Math.log(20);

    private final Ops ops;
    private final Weights weights;
    private final Architecture architecture;

    /** A distillation into the general CLIP's text tower, whose weights carry gradients. */
    public TextDistillation(Ops ops, Weights weights, Architecture architecture) {
        this.ops = ops;
        this.weights = weights;
        this.architecture = architecture;
    }

    /**
     * The students' targets.
     *
     * @param vectors the teacher's vectors [phrases, width]
     * @param embedDim width of the students' space
     * @return [phrases, embedDim], rows of length 1, owned by the vectors' manager
     */
    public static NDArray targets(Ops ops, NDArray vectors, int embedDim) {
        try (NDArray mean = vectors.mean(new int[] {0}, true);
                NDArray centred = vectors.sub(mean);
                NDArray axes = ops.principalAxes(centred, embedDim);
                NDArray projected = centred.matMul(axes)) {
            return ops.l2Normalize(projected);
        }
    }

    /**
     * Forward and backward; gradients are left at the weights.
     *
     * @param manager owns all that is made until the end
     * @param tokens prompts [batch][contextLength]
     * @param targets of their phrases [batch, embedDim], rows of length 1
     * @return the loss
     */
    public double run(NDManager manager, int[][] tokens, NDArray targets) {
        JniUtils.setGradMode(true);
        try (NDManager scope = manager.newSubManager()) {
            NDArray ours = encode(scope, tokens);
            NDArray own = targets.duplicate();
            own.attach(scope);
            NDArray choice = ops.cosineLogits(
                            ours.expandDims(0), own.expandDims(0), scope.full(new Shape(1), LOG_SCALE))
                    .squeeze(0);
            NDArray loss = ops.crossEntropy(
                            choice,
                            scope.create(LongStream.range(0, tokens.length).toArray())
                                    .duplicate(),
                            scope.ones(new Shape(tokens.length)))
                    .add(angle(ours, own));
            JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
            return loss.getFloat();
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /**
     * How well phrases are placed that were not learned from: the mean cosine to their targets, without learning.
     *
     * @param tokens prompts [batch][contextLength]
     * @param targets [batch, embedDim], rows of length 1
     */
    public double agreement(NDManager manager, int[][] tokens, NDArray targets) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray own = targets.duplicate();
            own.attach(scope);
            return 1 - angle(encode(scope, tokens), own).getFloat();
        }
    }

    private NDArray encode(NDManager scope, int[][] tokens) {
        return new TextEncoder(ops, weights.at("backbone.clip_model"), architecture.textTower()).forward(scope, tokens);
    }

    /** 1 minus the mean cosine. */
    private NDArray angle(NDArray ours, NDArray targets) {
        NDArray cosine = ops.l2Normalize(ours).mul(targets).sum(new int[] {1}).mean();
        return cosine.onesLike().sub(cosine);
    }
}

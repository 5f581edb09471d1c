package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ImageNormalization;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.instance.ConvNextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;
import org.scorewps.engine.training.data.CaptionedWindow;

/**
 * CLIP's pre-training of the general image tower on what captions say of places: the dense feature of the last stage, pooled over
 * the place as the out-of-vocabulary classifier pools it over a mask (section 3.6), shall be nearest to the caption's words.
 * Beside a training of masks it keeps a tower that learns to segment in the space of words.
 */
public final class CaptionStep {
    private final Ops ops;
    private final Weights weights;
    private final ModelConfig config;
    private final ImageNormalization normalization;

    /** A step over a tower whose weights carry gradients. */
    public CaptionStep(Ops ops, Weights weights, ModelConfig config) {
        this.ops = ops;
        this.weights = weights;
        this.config = config;
        normalization = new ImageNormalization(ops, config);
    }

    /**
     * Forward and backward. Turns gradient mode on for its time; gradients are added to those at the weights.
     *
     * @param text the captions' words, a name for each class
     * @param weight of the gradients
     * @return the mean cross-entropy of the windows
     */
    public double run(NDManager manager, List<CaptionedWindow> batch, TextEmbeddings text, double weight) {
        JniUtils.setGradMode(true);
        try (NDManager scope = manager.newSubManager()) {
            NDArray loss = loss(scope, batch, text);
            NDArray factor = scope.full(new Shape(), (float) weight);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) factor, false, false);
            return loss.getFloat();
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** Which share of the windows finds its own class first. */
    public double recall(NDManager manager, List<CaptionedWindow> batch, TextEmbeddings text) {
        try (NDManager scope = manager.newSubManager()) {
            long[] best = logits(scope, batch, text).argMax(1).toLongArray();
            int hits = 0;
            for (int i = 0; i < best.length; i++) {
                hits += best[i] == batch.get(i).classIndex() ? 1 : 0;
            }
            return (double) hits / best.length;
        }
    }

    private NDArray loss(NDManager scope, List<CaptionedWindow> batch, TextEmbeddings text) {
        NDArray targets = scope.create(
                batch.stream().mapToLong(CaptionedWindow::classIndex).toArray());
        return ops.crossEntropy(logits(scope, batch, text), targets, scope.ones(new Shape(text.names())));
    }

    /** [windows, names]. */
    private NDArray logits(NDManager scope, List<CaptionedWindow> windows, TextEmbeddings text) {
        Weights clip = weights.within(scope).at("backbone.clip_model");
        ConvNextEncoder tower =
                new ConvNextEncoder(clip.at("visual"), config.architecture().imageTower());
        NDArray image = normalization.forward(
                scope, windows.stream().map(CaptionedWindow::image).toList());
        List<NDArray> features = tower.forward(image, Trace.NONE);
        NDArray last = features.get(features.size() - 1);
        Shape shape = last.getShape();
        int cells = (int) shape.get(2);
        float[] shares = new float[windows.size() * cells * cells];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(windows.get(i).shares(cells), 0, shares, i * cells * cells, cells * cells);
        }
        NDArray pooled = scope.create(shares, new Shape(windows.size(), 1, (long) cells * cells))
                .matMul(last.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1))
                .squeeze(1);
        NDArray rows = scope.create(text.rows(), new Shape(text.names(), text.rows().length / text.names()));
        return ops.cosineLogits(tower.project(pooled).expandDims(0), rows.expandDims(0), clip.get("logit_scale"))
                .squeeze(0);
    }
}

package org.scorewps.engine.network.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Tensor operations as PyTorch defines them, for what DJL lacks or computes otherwise. The one place of the project that
 * works around DJL. Results belong to the manager of the first argument. Safe for use by many threads.
 */
public final class Ops implements AutoCloseable {
    private final NDManager manager;
    private final PtSymbolBlock library;

    /** @param owner the manager whose device the operations run on and with which they are freed */
    public Ops(NDManager owner) {
        manager = owner.newSubManager();
        try {
            library = JniUtils.loadModule((PtNDManager) manager, OpLibrary.open(), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Bilinear resize without antialiasing, {@code align_corners=false}; source positions in float32, as torch.
     *
     * @param x [batch, channels, height, width]
     */
    public NDArray resizeBilinear(NDArray x, long height, long width) {
        Shape shape = x.getShape();
        if (shape.get(2) == height && shape.get(3) == width) {
            return x.duplicate();
        }
        try (NDArray size = sizes(x.getManager(), height, width)) {
            return run("resize_bilinear", x, size);
        }
    }

    /**
     * Scaled dot-product attention, softmax(q k^T / sqrt(d)) v.
     *
     * @param query [batch, heads, targets, d]
     * @param key [batch, heads, sources, d]
     * @param value [batch, heads, sources, d]
     */
    public NDArray attention(NDArray query, NDArray key, NDArray value) {
        return run("attention", query, key, value);
    }

    /**
     * The same with the softmax multiplied, as dropout does.
     *
     * @param factors [batch, heads, targets, sources]
     */
    public NDArray attention(NDArray query, NDArray key, NDArray value, NDArray factors) {
        return run("weighted_attention", query, key, value, factors);
    }

    /** The same, where target i sees no source after i. */
    public NDArray causalAttention(NDArray query, NDArray key, NDArray value) {
        return run("causal_attention", query, key, value);
    }

    /**
     * The same with a mask.
     *
     * @param mask broadcastable to [batch, heads, targets, sources]: booleans, true where a target sees a source, or
     *     floats that are added to the logits. A row that sees nothing gives zeros.
     */
    public NDArray maskedAttention(NDArray query, NDArray key, NDArray value, NDArray mask) {
        return run("masked_attention", query, key, value, mask);
    }

    /**
     * Multi-scale deformable attention (Deformable DETR, equation 3): each head samples each level at its own points,
     * bilinearly and with zeros outside, and sums the samples with its weights. Some queries at a time: all samples of a
     * large picture together would take more memory than the rest of the network.
     *
     * @param value [batch, cells of all levels, heads, d]
     * @param locations [batch, queries, heads, levels, points, 2] as x, y in 0..1
     * @param weights [batch, queries, heads, levels, points]
     * @param shapes int64 [levels, 2] as height, width, on the CPU
     * @return [batch, queries, heads * d]
     */
    public NDArray deformableAttention(NDArray value, NDArray locations, NDArray weights, NDArray shapes) {
        return run("ms_deform_attn", value, locations, weights, shapes);
    }

    /**
     * Group normalisation.
     *
     * @param x [batch, channels, height, width]
     */
    public NDArray groupNorm(NDArray x, NDArray weight, NDArray bias, int groups, double eps) {
        NDManager of = x.getManager();
        try (NDArray count = sizes(of, groups, 1);
                NDArray epsilon = of.full(new Shape(), (float) eps)) {
            return run("group_norm", x, weight, bias, count, epsilon);
        }
    }

    /** Any floating type to float32; DJL's own cast aborts the process for bfloat16. */
    public NDArray toFloat32(NDArray x) {
        return run("to_float32", x);
    }

    /** x * sigmoid(1.702 x), the activation of OpenAI's CLIP. */
    public NDArray quickGelu(NDArray x) {
        return run("quick_gelu", x);
    }

    /**
     * Grey-scale dilation: the maximum over a square window, stride 1, same size. Gradients don't flow as they should where
     * a window has several maxima.
     *
     * @param x [batch, channels, height, width]
     * @param kernel side of the window, odd
     */
    public NDArray dilate(NDArray x, int kernel) {
        try (NDArray size = sizes(x.getManager(), kernel, 0)) {
            return run("dilate", x, size);
        }
    }

    /**
     * The same in a form that gradients flow through, to one maximum of each window.
     *
     * @param x [batch, channels, height, width], best as {@link #channelsLast} gives it: channels are compared at once
     * @param kernel side of the window, odd
     */
    public NDArray dilateLearning(NDArray x, int kernel) {
        Shape padding = new Shape(kernel / 2, kernel / 2);
        return Pool.maxPool2d(x, new Shape(kernel, kernel), new Shape(1, 1), padding, false);
    }

    /** The same array with the numbers of one place side by side in memory: the order in which pooling is fast. */
    public NDArray channelsLast(NDArray x) {
        return run("channels_last", x);
    }

    /** Rows scaled to Euclidean length 1, lengths below 1e-12 taken as 1e-12. */
    public NDArray l2Normalize(NDArray x) {
        return run("l2_normalize", x);
    }

    /**
     * Cosines of rows with a classifier's rows, times exp(logScale), which counts as 100 at most.
     *
     * @param x [batch, rows, width]
     * @param classifier [batch or 1, classes, width], not normalised here
     * @param logScale one number
     * @return [batch, rows, classes]
     */
    public NDArray cosineLogits(NDArray x, NDArray classifier, NDArray logScale) {
        return run("cosine_logits", x, classifier, logScale);
    }

    /**
     * Weighted mean of a feature under soft masks; a cell weighs sigmoid(10 (logit - 0.5)).
     *
     * @param masks logits [batch, queries, cells]
     * @param feature [batch, channels, cells]
     * @return [batch, queries, channels]
     */
    public NDArray softPool(NDArray masks, NDArray feature) {
        return run("soft_pool", masks, feature);
    }

    /**
     * Bilinear samples at points, zeros outside.
     *
     * @param x [n, channels, height, width]
     * @param points [n, points, 2] as x, y in 0..1
     * @return [n, channels, points]
     */
    public NDArray pointSample(NDArray x, NDArray points) {
        return run("point_sample", x, points);
    }

    /**
     * Of each row's points those whose logits are nearest to zero, in no order.
     *
     * @param logits [rows, points]
     * @param points [rows, points, 2]
     * @param count how many
     * @return [rows, count, 2]
     */
    public NDArray leastSure(NDArray logits, NDArray points, int count) {
        try (NDArray size = sizes(logits.getManager(), count, 0)) {
            return run("least_sure", logits, points, size);
        }
    }

    /**
     * Weighted mean of the negative log likelihood.
     *
     * @param logits [n, classes]
     * @param targets int64 [n]
     * @param weights [classes]
     */
    public NDArray crossEntropy(NDArray logits, NDArray targets, NDArray weights) {
        return run("cross_entropy", logits, targets, weights);
    }

    /**
     * Binary cross-entropy of masks at points: the mean over the points, summed over the masks.
     *
     * @param logits [masks, points]
     * @param labels [masks, points] in 0..1
     */
    public NDArray maskCrossEntropy(NDArray logits, NDArray labels) {
        return run("mask_cross_entropy", logits, labels);
    }

    /**
     * Dice loss of masks at points, 1 - (2 sum(p y) + 1) / (sum(p) + sum(y) + 1), summed over the masks.
     *
     * @param logits [masks, points]
     * @param labels [masks, points] in 0..1
     */
    public NDArray maskDice(NDArray logits, NDArray labels) {
        return run("mask_dice", logits, labels);
    }

    /**
     * One step of AdamW as PyTorch computes it (Loshchilov and Hutter 2019, algorithm 2), in place. Gradient mode must be
     * off.
     *
     * @param parameter changed
     * @param gradient its gradient
     * @param mean running mean of gradients, changed
     * @param square running mean of squared gradients, changed
     * @param numbers float64 on the CPU: learning rate, weight decay, beta1, beta2, epsilon, 1 - beta1^t,
     *     sqrt(1 - beta2^t), factor on the gradient
     */
    public void adamW(NDArray parameter, NDArray gradient, NDArray mean, NDArray square, NDArray numbers) {
        run("adamw", parameter, gradient, mean, square, numbers).close();
    }

    /**
     * Directions in which rows vary most, principal component analysis of rows that are centred already.
     *
     * @param x [rows, width]
     * @return [width, count], orthonormal columns, the least varying first
     */
    public NDArray principalAxes(NDArray x, int count) {
        try (NDArray number = sizes(x.getManager(), count, 0)) {
            return run("principal_axes", x, number);
        }
    }

    /** Frees the library. */
    @Override
    public void close() {
        library.close();
        manager.close();
    }

    private NDArray run(String method, NDArray... arguments) {
        NDList inputs = new NDList(arguments.length + 1);
        for (NDArray argument : arguments) {
            inputs.add(argument);
        }
        try (NDArray call = sizes(arguments[0].getManager(), 0, 0)) {
            call.setName("module_method:" + method);
            inputs.add(call);
            // true: with gradients where they are on; false would make tensors that autograd and in-place operations
            // refuse
            return IValueUtils.forward(library, inputs, true).singletonOrThrow();
        }
    }

    private static NDArray sizes(NDManager manager, long first, long second) {
        return manager.create(new Shape(0, first, second), DataType.UINT8);
    }
}

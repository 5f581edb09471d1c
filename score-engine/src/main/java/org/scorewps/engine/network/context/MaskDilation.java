package org.scorewps.engine.network.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Grows masks to the region around an object (section 3.4, equation 3): the maximum of the mask logits over a window. At
 * inference the window is the one whose logit training made the largest, as in the released code, not the paper's
 * equation 4.
 */
public final class MaskDilation {
    /** Temperature of the mix; higher is more even. */
    private static final float TAU = 2;

    private final Ops ops;
    private final NDArray kernelLogits;
    private final List<Integer> kernelSizes;
    private final int kernel;

    /**
     * The dilation that training chose.
     *
     * @param kernelLogits one logit for each size
     * @param kernelSizes the sizes to choose from, odd
     */
    public MaskDilation(Ops ops, NDArray kernelLogits, List<Integer> kernelSizes) {
        this.ops = ops;
        this.kernelLogits = kernelLogits;
        this.kernelSizes = List.copyOf(kernelSizes);
        float[] logits = kernelLogits.toFloatArray();
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        kernel = kernelSizes.get(best);
    }

    /** Side of the window, in cells of the mask logits. */
    public int kernel() {
        return kernel;
    }

    /**
     * Dilates.
     *
     * @param masks logits [batch, queries, height, width]
     */
    public NDArray forward(NDArray masks) {
        return ops.dilate(masks, kernel);
    }

    /**
     * Dilates with a mix of all sizes, in a form that gradients flow through to the logits.
     *
     * @param masks logits [batch, queries, height, width]
     * @param noise Gumbel noise, one number a size
     */
    public NDArray forwardMixed(NDArray masks, float[] noise) {
        NDManager manager = masks.getManager();
        NDArray temperature = manager.full(new Shape(1), TAU);
        NDArray shares = manager.create(noise)
                .duplicate()
                .add(kernelLogits)
                .div(temperature)
                .softmax(-1);
        NDArray start = ops.channelsLast(masks);
        NDArray grown = start;
        int size = 1;
        NDList parts = new NDList();
        for (int next : kernelSizes) {
            // the maximum over a window of maxima over windows is that over one large window, for much less work
            grown = next >= size ? ops.dilateLearning(grown, next - size + 1) : ops.dilateLearning(start, next);
            size = next;
            parts.add(grown.transpose(0, 2, 3, 1)); // as it lies in memory
        }
        // the weighted sum as one product
        NDArray all = NDArrays.stack(parts);
        Shape one = parts.get(0).getShape();
        return shares.reshape(1, -1)
                .matMul(all.reshape(kernelSizes.size(), -1))
                .reshape(one)
                .transpose(0, 3, 1, 2);
    }
}

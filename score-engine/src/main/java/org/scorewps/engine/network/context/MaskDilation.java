package org.scorewps.engine.network.context;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Grows masks to the region around an object (section 3.4, equation 3): the maximum of the mask logits over a window. At
 * inference the window is the one whose logit training made the largest, as in the released code, not the paper's
 * equation 4.
 */
public final class MaskDilation {
    private final Ops ops;
    private final int kernel;

    /**
     * The dilation that training chose.
     *
     * @param kernelLogits one logit for each size
     * @param kernelSizes the sizes to choose from, odd
     */
    public MaskDilation(Ops ops, NDArray kernelLogits, List<Integer> kernelSizes) {
        this.ops = ops;
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
}

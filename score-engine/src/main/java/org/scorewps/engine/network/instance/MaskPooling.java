package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.scorewps.engine.network.tensor.Ops;

/** Mean of a feature inside each mask (section 3.4, equation 5); a mask is where its logit is positive. */
public final class MaskPooling {
    private static final float EPS = 1e-8f;

    private MaskPooling() {}

    /**
     * Pools. An empty mask gives zeros.
     *
     * @param masks logits [batch, queries, h, w], resized bilinearly to the feature's size
     * @param feature [batch, channels, height, width]
     * @return [batch, queries, channels]
     */
    public static NDArray forward(Ops ops, NDArray masks, NDArray feature) {
        Shape size = feature.getShape();
        long cells = size.get(2) * size.get(3);
        long queries = masks.getShape().get(1);
        NDArray inside = ops.resizeBilinear(masks, size.get(2), size.get(3))
                .gt(0)
                .toType(DataType.FLOAT32, false)
                .reshape(size.get(0), queries, cells);
        return weighted(inside, feature);
    }

    /**
     * Mean of a feature, weighted.
     *
     * @param weights [batch, queries, height, width], at least 0; all zero gives zeros
     * @param feature [batch, channels, height, width]
     * @return [batch, queries, channels]
     */
    public static NDArray weighted(NDArray weights, NDArray feature) {
        Shape size = feature.getShape();
        long cells = size.get(2) * size.get(3);
        NDArray flat = weights.reshape(size.get(0), weights.getShape().get(1), cells);
        NDArray shares = flat.div(flat.sum(new int[] {-1}, true).add(EPS));
        return shares.matMul(feature.reshape(size.get(0), size.get(1), cells).transpose(0, 2, 1));
    }

    /**
     * How much of each of a feature's cells the masks cover: also a thing that covers no cell's middle counts where it is.
     *
     * @param masks logits [batch, queries, h, w]
     * @return from 0 to 1: [batch, queries, height, width]
     */
    public static NDArray coverage(Ops ops, NDArray masks, long height, long width) {
        Shape size = masks.getShape();
        // where cells aren't whole pixels of the mask, it is enlarged until they are
        long down = (size.get(2) + height - 1) / height;
        long right = (size.get(3) + width - 1) / width;
        NDArray fine = ops.resizeBilinear(masks, height * down, width * right);
        return fine.gt(0)
                .toType(DataType.FLOAT32, false)
                .reshape(size.get(0), size.get(1), height, down, width, right)
                .mean(new int[] {5})
                .mean(new int[] {3});
    }

    /**
     * Pools with soft masks, as training does while it learns the dilation: a cell weighs sigmoid(10 (logit - 0.5)), so
     * that gradients flow to the masks.
     *
     * @param masks logits [batch, queries, height, width], of the feature's size
     * @param feature [batch, channels, height, width]
     * @return [batch, queries, channels]
     */
    public static NDArray soft(Ops ops, NDArray masks, NDArray feature) {
        Shape size = feature.getShape();
        long cells = size.get(2) * size.get(3);
        return ops.softPool(
                masks.reshape(size.get(0), masks.getShape().get(1), cells),
                feature.reshape(size.get(0), size.get(1), cells));
    }
}

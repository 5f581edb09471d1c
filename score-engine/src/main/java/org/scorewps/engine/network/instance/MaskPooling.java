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
        NDArray shares = inside.div(inside.sum(new int[] {-1}, true).add(EPS));
        return shares.matMul(feature.reshape(size.get(0), size.get(1), cells).transpose(0, 2, 1));
    }

    /**
     * The same masks, but one that is positive in no cell is so in the cell where it is largest: a thing smaller than a cell has
     * a feature, too.
     *
     * @param masks logits [batch, queries, height, width], of the feature's size
     */
    public static NDArray withNearestCell(NDArray masks) {
        Shape size = masks.getShape();
        NDArray cells = masks.reshape(size.get(0), size.get(1), size.get(2) * size.get(3));
        NDArray below = cells.max(new int[] {-1}, true).minimum(0);
        return cells.sub(below).add(EPS).reshape(size);
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

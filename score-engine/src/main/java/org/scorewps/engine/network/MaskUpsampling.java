package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Mask logits at the size of the picture, a few queries at a time: resized bilinearly to the padded input, cut to the
 * picture, resized bilinearly to the size asked for. All masks of a large picture together would need gigabytes.
 *
 * @param ops operations
 * @param paddedHeight height of the network's input
 * @param paddedWidth width of the network's input
 * @param height height of the picture in it
 * @param width width of the picture in it
 * @param outputHeight height asked for
 * @param outputWidth width asked for
 */
record MaskUpsampling(
        Ops ops, long paddedHeight, long paddedWidth, int height, int width, int outputHeight, int outputWidth) {
    private static final int AT_ONCE = 16;

    /** Samples of the masks at once: steps of a few megabytes are no slower, and some of them live at the same time. */
    static final long SAMPLES_AT_ONCE = 1 << 21;

    /** The same for another size of the output. */
    MaskUpsampling to(int newHeight, int newWidth) {
        return new MaskUpsampling(ops, paddedHeight, paddedWidth, height, width, newHeight, newWidth);
    }

    /**
     * Upsamples.
     *
     * @param masks mask logits [queries, paddedHeight / 4, paddedWidth / 4]
     * @return [queries, outputHeight, outputWidth]
     */
    NDArray forward(NDArray masks) {
        NDArray full = ops.resizeBilinear(masks.expandDims(0), paddedHeight, paddedWidth);
        NDArray cut = full.get(":, :, 0:" + height + ", 0:" + width);
        return ops.resizeBilinear(cut, outputHeight, outputWidth).squeeze(0);
    }

    /**
     * Hands out upsampled masks in groups; each group is freed after the call.
     *
     * @param masks mask logits [queries, paddedHeight / 4, paddedWidth / 4]
     * @param queries which of them
     * @param consumer takes the group's queries and their masks [group, outputHeight, outputWidth]
     */
    void forEach(NDArray masks, List<Integer> queries, BiConsumer<List<Integer>, NDArray> consumer) {
        long samples = Math.max(paddedHeight * paddedWidth, (long) outputHeight * outputWidth);
        int atOnce = (int) Math.max(1, Math.min(AT_ONCE, SAMPLES_AT_ONCE / samples));
        for (int start = 0; start < queries.size(); start += atOnce) {
            List<Integer> group = queries.subList(start, Math.min(start + atOnce, queries.size()));
            try (NDManager scope = masks.getManager().newSubManager()) {
                NDArray[] chosen = group.stream()
                        .map(query -> {
                            NDArray mask = masks.get(query);
                            mask.attach(scope);
                            return mask;
                        })
                        .toArray(NDArray[]::new);
                consumer.accept(group, forward(NDArrays.stack(new NDList(Arrays.asList(chosen)))));
            }
        }
    }
}

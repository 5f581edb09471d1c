package org.scorewps.engine.training;

import java.util.BitSet;
import java.util.List;

/**
 * The truth of one picture.
 *
 * @param classes class index of each object
 * @param masks of each object the bits of its pixels, row by row from the top; not copied
 * @param height of the masks, pixels: that of the padded input
 * @param width of the masks, pixels
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Target(int[] classes, List<BitSet> masks, int height, int width) {
    /** Copies the list. */
    public Target {
        masks = List.copyOf(masks);
    }

    /**
     * Samples a mask at points, bilinearly and with nothing outside, as {@code grid_sample} does with {@code
     * align_corners=false}.
     *
     * @param object which mask
     * @param points x, y in 0..1, one pair after the other
     * @param from the first point
     * @param count of points
     * @param samples get the numbers, 0..1
     * @param at where they begin
     */
    void sample(int object, float[] points, int from, int count, float[] samples, int at) {
        BitSet mask = masks.get(object);
        for (int i = 0; i < count; i++) {
            float x = points[2 * (from + i)] * width - 0.5f;
            float y = points[2 * (from + i) + 1] * height - 0.5f;
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            float right = x - left;
            float below = y - top;
            float upper = value(mask, left, top) * (1 - right) + value(mask, left + 1, top) * right;
            float lower = value(mask, left, top + 1) * (1 - right) + value(mask, left + 1, top + 1) * right;
            samples[at + i] = upper * (1 - below) + lower * below;
        }
    }

    private float value(BitSet mask, int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && mask.get(y * width + x) ? 1 : 0;
    }
}

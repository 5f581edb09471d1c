package org.scorewps.engine.scenes;

import java.util.Arrays;

/**
 * The visible pixels of an object, exactly, as runs down the columns: the order of COCO's run-length encoding.
 *
 * @param width of the picture, pixels
 * @param height of the picture
 * @param runs lengths of runs that alternate between outside and inside, starting outside (so the first may be 0), over
 *     the pixels column by column; their sum is {@code width * height}
 * @param left first column of the box
 * @param top first row of the box
 * @param right column after the box
 * @param bottom row after the box
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
public record SceneMask(int width, int height, int[] runs, int left, int top, int right, int bottom) {
    /** Number of pixels. */
    public int area() {
        int area = 0;
        for (int i = 1; i < runs.length; i += 2) {
            area += runs[i];
        }
        return area;
    }

    /** The mask as a picture, row by row, 1 inside. */
    public byte[] toBytes() {
        byte[] bytes = new byte[width * height];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            for (int end = at + runs[i]; at < end; at++) {
                bytes[at % height * width + at / height] = (byte) (i & 1);
            }
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SceneMask mask
                && mask.width == width
                && mask.height == height
                && Arrays.equals(mask.runs, runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return "SceneMask[%d pixels in %d..%d x %d..%d]".formatted(area(), left, right, top, bottom);
    }
}

package org.scorewps.engine.network.instance;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Where the cells of several feature levels lie when they are put into one sequence, level after level and row after
 * row.
 */
final class LevelGrid {
    private final long[] heights;
    private final long[] widths;
    private final NDArray shapes;
    private final NDArray offsetScale;
    private final NDArray referencePoints;

    /** The grid of levels of these heights and widths, in cells. */
    LevelGrid(NDManager manager, long[] heights, long[] widths) {
        this.heights = heights.clone();
        this.widths = widths.clone();
        long[] pairs = new long[2 * heights.length];
        float[] scale = new float[2 * heights.length];
        for (int level = 0; level < heights.length; level++) {
            pairs[2 * level] = heights[level];
            pairs[2 * level + 1] = widths[level];
            scale[2 * level] = widths[level];
            scale[2 * level + 1] = heights[level];
        }
        // read as plain numbers by the sampling, so never worth a trip to a GPU
        shapes = manager.create(pairs, new Shape(heights.length, 2)).toDevice(Device.cpu(), false);
        offsetScale = manager.create(scale, new Shape(1, 1, 1, heights.length, 1, 2));
        referencePoints = manager.create(points(), new Shape(1, cells(), 1, 1, 1, 2));
    }

    int count() {
        return heights.length;
    }

    long height(int level) {
        return heights[level];
    }

    long width(int level) {
        return widths[level];
    }

    /** Index of a level's first cell. */
    long start(int level) {
        long start = 0;
        for (int i = 0; i < level; i++) {
            start += heights[i] * widths[i];
        }
        return start;
    }

    int cells() {
        return Math.toIntExact(start(heights.length));
    }

    /** int64 [levels, 2] as height, width. */
    NDArray shapes() {
        return shapes;
    }

    /** [1, 1, 1, levels, 1, 2] as width, height: sampling offsets are in cells of their level. */
    NDArray offsetScale() {
        return offsetScale;
    }

    /** [1, cells, 1, 1, 1, 2] as x, y in 0..1: each cell's centre, the same on every level. */
    NDArray referencePoints() {
        return referencePoints;
    }

    private float[] points() {
        float[] points = new float[2 * cells()];
        int at = 0;
        for (int level = 0; level < heights.length; level++) {
            for (int y = 0; y < heights[level]; y++) {
                for (int x = 0; x < widths[level]; x++) {
                    points[at++] = (x + 0.5f) / widths[level];
                    points[at++] = (y + 0.5f) / heights[level];
                }
            }
        }
        return points;
    }
}

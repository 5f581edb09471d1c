package org.scorewps.engine;

/**
 * How much each place of a tile belongs to each class (the paper's supplement B): the sum over all queries of class
 * probability times mask probability. Not a probability: it may exceed 1.
 *
 * <p>Places are the tile's pixels (stride 1), or the samples of a coarser grid, which lie as those of {@link MaskLogits}:
 * sample {@code (row, column)} at {@code x = (column + 0.5) * stride}, {@code y = (row + 0.5) * stride} in pixel-corner
 * coordinates. The grid covers the tile and may reach up to one stride beyond its right and lower rim.
 *
 * @param classes number of classes
 * @param width samples in a row
 * @param height rows
 * @param stride tile pixels per sample
 * @param scores {@code classes * height * width} values, class by class, rows from top to bottom; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // maps are compared by identity only
public record SemanticMap(int classes, int width, int height, int stride, float[] scores) {
    /** Checks that the values fit the size. */
    public SemanticMap {
        if (classes < 1 || stride < 1 || scores.length != (long) classes * width * height) {
            throw new IllegalArgumentException("a map of %d classes and %d x %d samples has %d values"
                    .formatted(classes, width, height, scores.length));
        }
    }

    /** The score of a class at a sample. */
    public float at(int classIndex, int row, int column) {
        return scores[(classIndex * height + row) * width + column];
    }

    /** The class with the largest score at a sample. */
    public int best(int row, int column) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = at(k, row, column) > at(best, row, column) ? k : best;
        }
        return best;
    }
}

package org.scorewps.engine;

/**
 * How much each pixel of a tile belongs to each class (the paper's supplement B): the sum over all queries of class
 * probability times mask probability. Not a probability: it may exceed 1.
 *
 * @param classes number of classes
 * @param width pixels in a row
 * @param height rows
 * @param scores {@code classes * height * width} values, class by class, rows from top to bottom; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // maps are compared by identity only
public record SemanticMap(int classes, int width, int height, float[] scores) {
    /** Checks that the values fit the size. */
    public SemanticMap {
        if (classes < 1 || scores.length != (long) classes * width * height) {
            throw new IllegalArgumentException("a map of %d classes and %d x %d pixels has %d values"
                    .formatted(classes, width, height, scores.length));
        }
    }

    /** The score of a class at a pixel. */
    public float at(int classIndex, int row, int column) {
        return scores[(classIndex * height + row) * width + column];
    }

    /** The class with the largest score at a pixel. */
    public int best(int row, int column) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = at(k, row, column) > at(best, row, column) ? k : best;
        }
        return best;
    }
}

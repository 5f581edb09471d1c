package org.scorewps.engine.evaluation;

/** COCO's classes of object size, by area in pixels; both ends belong to a range. */
public enum AreaRange {
    /** All sizes. */
    ALL(0, 1e5 * 1e5),
    /** Up to 32 x 32. */
    SMALL(0, 32 * 32),
    /** Up to 96 x 96. */
    MEDIUM(32 * 32, 96 * 96),
    /** From 96 x 96. */
    LARGE(96 * 96, 1e5 * 1e5);

    private final double from;
    private final double to;

    AreaRange(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /** Whether an area lies outside of the range. */
    boolean excludes(double area) {
        return area < from || area > to;
    }
}

package org.scorewps.engine;

import java.util.List;

/**
 * A tile cut into segments that don't overlap: each object of a countable class ("thing") is one, each other class
 * ("stuff") is one at most.
 *
 * @param width pixels in a row
 * @param height rows
 * @param ids {@code height * width} numbers of segments, 0 where there is none; not copied
 * @param segments the segments; number n is at place n - 1
 */
@SuppressWarnings("ArrayRecordComponent") // maps are compared by identity only
public record PanopticMap(int width, int height, int[] ids, List<Segment> segments) {
    /** Checks the size and copies the list. */
    public PanopticMap {
        segments = List.copyOf(segments);
        if (ids.length != (long) width * height) {
            throw new IllegalArgumentException("%d x %d pixels have %d ids".formatted(width, height, ids.length));
        }
    }

    /**
     * One segment.
     *
     * @param classIndex index of its class in the vocabulary
     * @param thing whether it is one object of a countable class
     * @param score its class probability; of stuff made of several masks, the first's
     */
    public record Segment(int classIndex, boolean thing, float score) {}
}

package org.scorewps.process.vector;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.BitSet;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * A polygonal shape by the pixels of an area whose centres it covers. Areas of shapes and of their intersections are
 * counted in a time that doesn't depend on how ragged their outlines are.
 */
public final class SampledShape {
    private final BitSet pixels;

    private SampledShape(BitSet pixels) {
        this.pixels = pixels;
    }

    /**
     * Samples a shape: a pixel's centre is inside where an odd number of edges lies to its left.
     *
     * @param area pixels, edges at integers
     */
    public static SampledShape of(Geometry shape, Rectangle area) {
        Crossings[] rows = new Crossings[area.height];
        for (Object ring : LinearComponentExtracter.getLines(shape)) {
            CoordinateSequence points = ((LineString) ring).getCoordinateSequence();
            for (int i = 1; i < points.size(); i++) {
                cross(rows, area.y, points.getX(i - 1), points.getY(i - 1), points.getX(i), points.getY(i));
            }
        }
        BitSet pixels = new BitSet();
        for (int row = 0; row < area.height; row++) {
            if (rows[row] != null) {
                rows[row].fill(pixels, row * area.width, area);
            }
        }
        return new SampledShape(pixels);
    }

    private static void cross(Crossings[] rows, int top, double x1, double y1, double x2, double y2) {
        // rows whose centres lie in the half-open range between both ends
        int first = (int) Math.max(0, Math.ceil(Math.min(y1, y2) - top - 0.5));
        int end = (int) Math.min(rows.length, Math.ceil(Math.max(y1, y2) - top - 0.5));
        for (int row = first; row < end; row++) {
            if (rows[row] == null) {
                rows[row] = new Crossings();
            }
            rows[row].add(x1 + (top + row + 0.5 - y1) / (y2 - y1) * (x2 - x1));
        }
    }

    /** How many pixels it covers. */
    public int size() {
        return pixels.cardinality();
    }

    /** How many pixels both cover; the other must be of the same area. */
    public int common(SampledShape other) {
        BitSet both = (BitSet) pixels.clone();
        both.and(other.pixels);
        return both.cardinality();
    }

    /** Where the outline crosses the line through a row's centres. */
    private static final class Crossings {
        private double[] x = new double[4];
        private int count;

        void add(double place) {
            if (count == x.length) {
                x = Arrays.copyOf(x, 2 * count);
            }
            x[count++] = place;
        }

        void fill(BitSet pixels, int start, Rectangle area) {
            Arrays.sort(x, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int from = column(x[i], area);
                int to = column(x[i + 1], area);
                if (from < to) {
                    pixels.set(start + from, start + to);
                }
            }
        }

        /** The first column whose centre is not left of a place. */
        private static int column(double place, Rectangle area) {
            return (int) Math.min(area.width, Math.max(0, Math.ceil(place - area.x - 0.5)));
        }
    }
}

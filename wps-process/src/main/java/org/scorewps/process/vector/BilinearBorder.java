package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;

/**
 * The hyperbola on which the bilinear patch of a cell is zero. With its points a border follows the mask that bilinear
 * resizing gives, where the chord from edge to edge would cut its bends: a fifth of the area of an object that one
 * sample sees. The points lie where the hyperbola crosses the lines a pixel apart, those that it is steeper to; along
 * such a line the patch is linear, so they are exact.
 *
 * <p>Where the middle one of these points is nearly on the chord, there are none: straight borders need few vertices.
 *
 * @param cell where
 * @param values of the patch at the corners
 */
@SuppressWarnings("ArrayRecordComponent") // borders aren't compared
record BilinearBorder(GridCell cell, double[] values) {

    /** Least distance from the chord that matters, pixels. */
    private static final double STRAIGHT = 0.05;

    /** The points strictly between two crossings, in the order of the way from one to the other. */
    List<Coordinate> between(Coordinate from, Coordinate to) {
        boolean upright = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
        double start = upright ? cell.x(0) : cell.y(0);
        double first = (upright ? from.x : from.y) - start;
        double last = (upright ? to.x : to.y) - start;
        List<Coordinate> points = new ArrayList<>();
        int middle = (int) Math.round((first + last) / 2);
        Coordinate bend = upright ? onColumn(middle) : onRow(middle);
        // seen from either side the same to the last digit
        boolean forward = from.compareTo(to) < 0;
        if (Distance.pointToSegment(bend, forward ? from : to, forward ? to : from) < STRAIGHT) {
            return points;
        }
        if (first < last) {
            for (int line = (int) Math.floor(first) + 1; line < last; line++) {
                add(upright ? onColumn(line) : onRow(line), from, to, points);
            }
        } else {
            for (int line = (int) Math.ceil(first) - 1; line > last; line--) {
                add(upright ? onColumn(line) : onRow(line), from, to, points);
            }
        }
        return points;
    }

    private Coordinate onColumn(int line) {
        double fraction = line / (cell.x(1) - cell.x(0));
        double share = share(blend(values[0], values[1], fraction), blend(values[3], values[2], fraction));
        return new Coordinate(cell.x(0) + line, cell.y(0) + share * (cell.y(2) - cell.y(0)));
    }

    private Coordinate onRow(int line) {
        double fraction = line / (cell.y(2) - cell.y(0));
        double share = share(blend(values[0], values[3], fraction), blend(values[1], values[2], fraction));
        return new Coordinate(cell.x(0) + share * (cell.x(1) - cell.x(0)), cell.y(0) + line);
    }

    private static double blend(double first, double second, double fraction) {
        return (1 - fraction) * first + fraction * second;
    }

    private static double share(double from, double to) {
        double share = from / (from - to);
        return Math.min(Math.max(share, GridCell.CLEARANCE), 1 - GridCell.CLEARANCE);
    }

    /** The border is monotone: what doesn't lie between both ends comes of infinite values or very different ones. */
    private static void add(Coordinate point, Coordinate from, Coordinate to, List<Coordinate> points) {
        if (between(point.x, from.x, to.x) && between(point.y, from.y, to.y)) {
            points.add(point);
        }
    }

    private static boolean between(double value, double first, double second) {
        return value >= Math.min(first, second) && value <= Math.max(first, second);
    }
}

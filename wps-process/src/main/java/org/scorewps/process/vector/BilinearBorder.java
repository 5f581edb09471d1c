package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * The hyperbola on which the bilinear patch of a cell is zero, at the cell's middle lines: with these points a border
 * follows the mask that bilinear resizing gives, where the chord from edge to edge cuts its bends.
 *
 * @param cell where
 * @param values of the patch at the corners
 */
@SuppressWarnings("ArrayRecordComponent") // borders aren't compared
record BilinearBorder(GridCell cell, double[] values) {

    /** The points strictly between two crossings, in the order of the way from one to the other; at most two. */
    List<Coordinate> between(Coordinate from, Coordinate to) {
        List<Coordinate> points = new ArrayList<>(2);
        double middleX = (cell.x(0) + cell.x(1)) / 2;
        double middleY = (cell.y(0) + cell.y(2)) / 2;
        if ((from.x < middleX) != (to.x < middleX)) {
            double share = share(values[0] + values[1], values[2] + values[3]);
            add(new Coordinate(middleX, cell.y(0) + share * (cell.y(2) - cell.y(0))), from, to, points);
        }
        if ((from.y < middleY) != (to.y < middleY)) {
            double share = share(values[0] + values[3], values[1] + values[2]);
            add(new Coordinate(cell.x(0) + share * (cell.x(1) - cell.x(0)), middleY), from, to, points);
        }
        points.sort(Comparator.comparingDouble(point -> Math.abs(point.x - from.x) + Math.abs(point.y - from.y)));
        return points;
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

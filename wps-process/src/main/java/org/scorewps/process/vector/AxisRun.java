package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A stretch of an outline that runs along one axis, as the straight edge that stands for it: at the median of the
 * stretch's distances from the axis, weighted by length, which the rounded corners at its ends don't move.
 */
final class AxisRun {
    private final boolean level;
    private final List<Piece> pieces;
    private final double ordinate;

    private record Piece(double ordinate, double length) {}

    private AxisRun(boolean level, List<Piece> pieces) {
        this.level = level;
        this.pieces = pieces;
        ordinate = median(pieces);
    }

    /** The run of one edge. */
    static AxisRun of(Coordinate from, Coordinate to) {
        boolean level = level(from, to);
        double ordinate = level ? (from.y + to.y) / 2 : (from.x + to.x) / 2;
        double length = level ? Math.abs(to.x - from.x) : Math.abs(to.y - from.y);
        return new AxisRun(level, List.of(new Piece(ordinate, length)));
    }

    /** Whether an edge runs along the first axis rather than the second. */
    static boolean level(Coordinate from, Coordinate to) {
        return Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
    }

    /** Whether it runs along the first axis. */
    boolean level() {
        return level;
    }

    /** Where it is on the other axis. */
    double ordinate() {
        return ordinate;
    }

    /** Both as one. */
    AxisRun with(AxisRun other) {
        List<Piece> both = new ArrayList<>(pieces);
        both.addAll(other.pieces);
        return new AxisRun(level, both);
    }

    /** The corner with the run before or after it, which runs along the other axis. */
    Coordinate corner(AxisRun other) {
        return level ? new Coordinate(other.ordinate, ordinate) : new Coordinate(ordinate, other.ordinate);
    }

    private static double median(List<Piece> pieces) {
        List<Piece> sorted = pieces.stream()
                .sorted(Comparator.comparingDouble(Piece::ordinate))
                .toList();
        double rest = pieces.stream().mapToDouble(Piece::length).sum() / 2;
        for (Piece piece : sorted) {
            rest -= piece.length();
            if (rest <= 0) {
                return piece.ordinate();
            }
        }
        return sorted.get(sorted.size() - 1).ordinate();
    }
}

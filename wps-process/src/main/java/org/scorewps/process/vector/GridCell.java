package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A cell of the grid with up to four labels at its corners, and how their borders run through it. Two labels meet where
 * the bilinear patch of their logits' difference is zero; which of two pairs of opposite corners hangs together is
 * decided by the patch's value at its saddle (Nielson and Hamann, "The asymptotic decider", 1991). Three or four labels
 * meet in one point inside the cell, unless two opposite corners have the same one: those hang together.
 *
 * <p>Corners are numbered clockwise from the upper left one, and edge {@code i} leads from corner {@code i} to the next.
 */
final class GridCell {
    /** Least distance of a crossing from a node, as a share of the edge. */
    static final double CLEARANCE = 1e-6;

    /** How far a meeting point is moved off the lines that other vertices lie on, pixels. */
    private static final double NUDGE = 1.0 / 1024;

    private final LabelField field;
    private final int row;
    private final int column;
    private final int[] labels = new int[4];

    GridCell(LabelField field, int row, int column) {
        this.field = field;
        this.row = row;
        this.column = column;
        for (int corner = 0; corner < 4; corner++) {
            labels[corner] = field.owner(row + down(corner), column + right(corner));
        }
    }

    /** Rows from the cell's first corner to another. */
    static int down(int corner) {
        return corner / 2;
    }

    /** Columns from the cell's first corner to another. */
    static int right(int corner) {
        return (corner + 1) / 2 % 2;
    }

    /** Whether going clockwise round the cell an edge leads out of a label's region: a segment of its border starts. */
    boolean leaves(int label, int edge) {
        return labels[edge] == label && labels[(edge + 1) % 4] != label;
    }

    /** The edge where the segment that starts on an edge ends. The region lies to the right of the segment. */
    int end(int label, int start) {
        // joined corners: the segment goes clockwise round the other's corner; else counter-clockwise round its own
        int end = (start + (opposite(label) && !joined(label) ? 3 : 1)) % 4;
        while (labels[end] == label || labels[(end + 1) % 4] != label) {
            end = (end + 1) % 4;
        }
        return end;
    }

    /** The vertices of a segment, without its end. */
    Coordinate[] segment(int label, int start, int end) {
        List<Coordinate> points = new ArrayList<>(3);
        points.add(crossing(start));
        if (!flat()) {
            if (meeting()) {
                points.add(centre());
            } else if (!diagonal()) {
                points.addAll(new BilinearBorder(this, leads(start)).between(points.get(0), crossing(end)));
            }
        }
        return points.toArray(Coordinate[]::new);
    }

    double x(int corner) {
        return field.grid().x(column + right(corner));
    }

    double y(int corner) {
        return field.grid().y(row + down(corner));
    }

    private boolean flat() {
        return x(0) == x(1) || y(0) == y(2);
    }

    /** Whether a label has two opposite corners and no other. */
    private boolean opposite(int label) {
        return (labels[0] == label) == (labels[2] == label)
                && (labels[1] == label) == (labels[3] == label)
                && (labels[0] == label) != (labels[1] == label);
    }

    private boolean joined(int label) {
        int first = labels[0] == label ? 1 : 0;
        int other = labels[first];
        if (other != labels[first + 2]) {
            return true;
        }
        int high = Math.max(label, other);
        double a = lead(high, Math.min(label, other), 0);
        double b = lead(high, Math.min(label, other), 1);
        double c = lead(high, Math.min(label, other), 2);
        double d = lead(high, Math.min(label, other), 3);
        boolean highJoined = (a * c - b * d) / (a + c - b - d) > 0;
        return highJoined == (label == high);
    }

    /** Whether some label has two opposite corners and no other. */
    private boolean diagonal() {
        return opposite(labels[0]) || opposite(labels[1]);
    }

    /** Whether three or four labels meet in one point. */
    private boolean meeting() {
        return !diagonal() && Arrays.stream(labels).distinct().count() > 2;
    }

    private double lead(int label, int other, int corner) {
        return field.lead(label, other, row + down(corner), column + right(corner));
    }

    /** By how much the label where an edge starts leads the one where it ends, at each corner. */
    private double[] leads(int edge) {
        double[] leads = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            leads[corner] = lead(labels[edge], labels[(edge + 1) % 4], corner);
        }
        return leads;
    }

    /** Where the labels at an edge's ends have equal logits. Always reckoned from its upper or left end. */
    private Coordinate crossing(int edge) {
        int from = edge < 2 ? edge : (edge + 1) % 4;
        int to = edge < 2 ? edge + 1 : edge;
        double share = share(lead(labels[from], labels[to], from), lead(labels[from], labels[to], to));
        return new Coordinate(x(from) + share * (x(to) - x(from)), y(from) + share * (y(to) - y(from)));
    }

    private static double share(double from, double to) {
        double share = from / (from - to);
        // infinite or NaN logits have no crossing to interpolate
        return Double.isNaN(share) ? 0.5 : Math.min(Math.max(share, CLEARANCE), 1 - CLEARANCE);
    }

    /** Where three or four labels meet: the mean of the crossings. */
    private Coordinate centre() {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int edge = 0; edge < 4; edge++) {
            if (labels[edge] != labels[(edge + 1) % 4]) {
                Coordinate crossing = crossing(edge);
                x += crossing.x;
                y += crossing.y;
                count++;
            }
        }
        return new Coordinate(offLines(x / count), offLines(y / count));
    }

    private static double offLines(double place) {
        return GridLines.on(place) ? place + NUDGE : place;
    }
}

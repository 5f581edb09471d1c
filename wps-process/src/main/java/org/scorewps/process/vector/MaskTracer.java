package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiPolygon;
import org.scorewps.engine.MaskLogits;

/**
 * Contours of mask logits at sub-pixel precision: marching squares (Lorensen and Cline 1987, in the plane) with linear
 * interpolation along the grid's edges, ambiguous cells decided by the saddle value of the bilinear patch (Nielson and
 * Hamann, "The asymptotic decider", 1991). The result is always a valid geometry: crossings keep a tiny distance from
 * the nodes, so that no two contours touch.
 *
 * <p>Coordinates are pixel corners of the tile: the tile covers {@code 0..width} by {@code 0..height}, y downwards, and
 * the polygons never reach beyond it.
 */
public final class MaskTracer {
    /** Least distance of a crossing from a node, as a share of the edge. */
    private static final double CLEARANCE = 1e-6;

    private static final int NONE = -1;

    private final LogitField field;

    /** For each grid edge, the edge where the contour segment that starts on it ends. */
    private final int[] next;

    private MaskTracer(LogitField field) {
        this.field = field;
        next = new int[2 * field.rows() * field.columns()];
        Arrays.fill(next, NONE);
    }

    /**
     * The region where the logit is positive, with holes. NaN counts as not positive.
     *
     * @param mask logits of one instance
     * @param width columns of its tile
     * @param height rows of its tile
     * @return a valid geometry, empty when no logit is positive
     */
    public static MultiPolygon trace(MaskLogits mask, int width, int height) {
        MaskTracer tracer = new MaskTracer(new LogitField(mask, width, height));
        tracer.march();
        return RingAssembler.assemble(tracer.rings());
    }

    private void march() {
        for (int row = 0; row + 1 < field.rows(); row++) {
            for (int column = 0; column + 1 < field.columns(); column++) {
                cell(row, column);
            }
        }
    }

    /**
     * Segments of one cell, the inside to their right. Going clockwise round the cell, a segment starts on the edge
     * where the corners change from inside to outside and ends on one where they change back.
     */
    private void cell(int row, int column) {
        boolean[] inside = {
            field.inside(row, column),
            field.inside(row, column + 1),
            field.inside(row + 1, column + 1),
            field.inside(row + 1, column)
        };
        if (inside[0] == inside[1] && inside[1] == inside[2] && inside[2] == inside[3]) {
            return;
        }
        int[] edges = {
            horizontal(row, column), vertical(row, column + 1), horizontal(row + 1, column), vertical(row, column)
        };
        boolean ambiguous = inside[0] == inside[2] && inside[1] == inside[3];
        // joined corners: the segment goes clockwise round the outside corner; else counter-clockwise round its own
        int step = ambiguous && !joined(row, column) ? 3 : 1;
        for (int start = 0; start < 4; start++) {
            if (inside[start] && !inside[(start + 1) % 4]) {
                int end = (start + step) % 4;
                while (inside[end] || !inside[(end + 1) % 4]) {
                    end = (end + 1) % 4;
                }
                next[edges[start]] = edges[end];
            }
        }
    }

    /** Whether the inside corners of an ambiguous cell hang together: the sign of the bilinear patch at its saddle. */
    private boolean joined(int row, int column) {
        double a = field.value(row, column);
        double b = field.value(row, column + 1);
        double c = field.value(row + 1, column + 1);
        double d = field.value(row + 1, column);
        return (a * c - b * d) / (a + c - b - d) > 0;
    }

    private List<Coordinate[]> rings() {
        List<Coordinate[]> rings = new ArrayList<>();
        for (int first = 0; first < next.length; first++) {
            if (next[first] != NONE) {
                rings.add(ring(first));
            }
        }
        return rings;
    }

    private Coordinate[] ring(int first) {
        List<Coordinate> points = new ArrayList<>();
        int edge = first;
        while (next[edge] != NONE) {
            Coordinate point = crossing(edge);
            if (points.isEmpty() || !points.get(points.size() - 1).equals2D(point)) {
                points.add(point);
            }
            int following = next[edge];
            next[edge] = NONE;
            edge = following;
        }
        if (!points.get(0).equals2D(points.get(points.size() - 1))) {
            points.add(points.get(0).copy());
        }
        return points.toArray(Coordinate[]::new);
    }

    private int horizontal(int row, int column) {
        return 2 * (row * field.columns() + column);
    }

    private int vertical(int row, int column) {
        return horizontal(row, column) + 1;
    }

    private Coordinate crossing(int edge) {
        int row = edge / 2 / field.columns();
        int column = edge / 2 % field.columns();
        int endRow = row + edge % 2;
        int endColumn = column + 1 - edge % 2;
        double share = share(field.value(row, column), field.value(endRow, endColumn));
        return new Coordinate(
                field.x(column) + share * (field.x(endColumn) - field.x(column)),
                field.y(row) + share * (field.y(endRow) - field.y(row)));
    }

    private static double share(double from, double to) {
        double share = from / (from - to);
        // infinite or NaN logits have no crossing to interpolate
        return Double.isNaN(share) ? 0.5 : Math.min(Math.max(share, CLEARANCE), 1 - CLEARANCE);
    }
}

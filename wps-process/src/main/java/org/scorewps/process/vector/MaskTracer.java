package org.scorewps.process.vector;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiPolygon;
import org.scorewps.engine.MaskLogits;

/**
 * Contours of mask logits at sub-pixel precision: marching squares (Lorensen and Cline 1987, in the plane) with linear
 * interpolation along the grid's edges. Masks that meet are told apart by the larger logit, cell by cell as in Hege et
 * al., "A generalized marching cubes algorithm based on non-binary classifications" (1997); see {@link GridCell}. The
 * result is always a valid geometry: crossings keep a tiny distance from the nodes, so that no two contours touch.
 *
 * <p>Coordinates are pixel corners of the tile: the tile covers {@code 0..width} by {@code 0..height}, y downwards, and
 * the polygons never reach beyond it.
 */
public final class MaskTracer {
    private static final int NONE = -1;

    private final LabelField field;
    private final int label;
    private final Rectangle box;

    /** For each grid edge of the box, the edge where the contour segment that starts on it ends. */
    private final int[] next;

    /** For each grid edge of the box, the vertices of the segment that starts on it, without its end. */
    private final Coordinate[][] points;

    private MaskTracer(LabelField field, int label) {
        this.field = field;
        this.label = label;
        box = field.box(label);
        next = new int[2 * box.height * box.width];
        points = new Coordinate[next.length][];
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
        NodeGrid grid = NodeGrid.of(mask, width, height);
        return trace(new LabelField(grid, List.of(new LogitField(mask, grid))), 0);
    }

    /**
     * The region of a label, with holes. Where it meets another label's region both have the same vertices.
     *
     * @return a valid geometry, empty when no node has the label
     */
    static MultiPolygon trace(LabelField field, int label) {
        MaskTracer tracer = new MaskTracer(field, label);
        tracer.march();
        return RingAssembler.assemble(tracer.rings());
    }

    private void march() {
        for (int row = box.y; row + 1 < box.y + box.height; row++) {
            for (int column = box.x; column + 1 < box.x + box.width; column++) {
                cell(row, column);
            }
        }
    }

    private void cell(int row, int column) {
        int inside = 0;
        for (int corner = 0; corner < 4; corner++) {
            inside += owns(row, column, corner) ? 1 : 0;
        }
        if (inside == 0 || inside == 4) {
            return;
        }
        GridCell cell = new GridCell(field, row, column);
        for (int start = 0; start < 4; start++) {
            if (cell.leaves(label, start)) {
                int end = cell.end(label, start);
                int edge = edge(row, column, start);
                next[edge] = edge(row, column, end);
                points[edge] = cell.segment(label, start, end);
            }
        }
    }

    private boolean owns(int row, int column, int corner) {
        return field.owner(row + GridCell.down(corner), column + GridCell.right(corner)) == label;
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
        List<Coordinate> ring = new ArrayList<>();
        int edge = first;
        while (next[edge] != NONE) {
            for (Coordinate point : points[edge]) {
                if (ring.isEmpty() || !ring.get(ring.size() - 1).equals2D(point)) {
                    ring.add(point);
                }
            }
            int following = next[edge];
            next[edge] = NONE;
            edge = following;
        }
        if (!ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0).copy());
        }
        return ring.toArray(Coordinate[]::new);
    }

    /** Number of a cell's edge: horizontal ones even, vertical ones odd, by the node that they start at. */
    private int edge(int row, int column, int side) {
        int startRow = row - box.y + (side == 2 ? 1 : 0);
        int startColumn = column - box.x + (side == 1 ? 1 : 0);
        return 2 * (startRow * box.width + startColumn) + side % 2;
    }
}

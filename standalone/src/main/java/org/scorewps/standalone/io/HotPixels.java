package org.scorewps.standalone.io;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.kdtree.KdNode;
import org.locationtech.jts.index.kdtree.KdTree;
import org.locationtech.jts.noding.snapround.HotPixel;

/**
 * Cells of a grid that bend the lines that pass through them: a line gets a vertex in the middle of each (snap rounding:
 * Hobby, "Practical segment intersection with finite precision output", 1999). A bent line may come into further cells;
 * it is bent until none is left that it misses the middle of (Halperin and Packer, "Iterated snap rounding", 2002). What
 * becomes of a line depends on its ends and the cells only, so lines that two polygons share come out the same in both.
 *
 * <p>The grid is that of whole numbers; a cell reaches half a unit from its middle.
 */
final class HotPixels {
    private final KdTree tree = new KdTree();

    /** The middle of the cell of a place. */
    static Coordinate middle(Coordinate place) {
        final Coordinate middle = place.copy();
        middle.x = Math.floor(place.x + 0.5) + 0.0; // no negative zero
        middle.y = Math.floor(place.y + 0.5) + 0.0;
        return middle;
    }

    /** Adds the cell of a place. */
    void add(Coordinate place) {
        final Coordinate middle = middle(place);
        if (tree.query(middle) == null) {
            tree.insert(middle, new HotPixel(middle, 1));
        }
    }

    /** Whether any is in a rectangle or beside it. */
    boolean near(Envelope bounds) {
        return !tree.isEmpty() && !query(bounds).isEmpty();
    }

    /** The vertices that a line gets between its ends, in its order. */
    List<Coordinate> between(Coordinate from, Coordinate to) {
        if (tree.isEmpty()) {
            return List.of();
        }
        final List<Coordinate> path = new ArrayList<>();
        final Coordinate end = middle(to);
        Coordinate at = middle(from);
        for (Coordinate next : crossed(from, to)) {
            path.addAll(between(at, next));
            path.add(next);
            at = next;
        }
        if (!path.isEmpty() || !at.equals2D(from) || !end.equals2D(to)) {
            path.addAll(between(at, end));
        }
        return path;
    }

    /** The middles of the cells that a line passes through, without those of its ends. */
    private List<Coordinate> crossed(Coordinate from, Coordinate to) {
        final Coordinate start = middle(from);
        final Coordinate end = middle(to);
        final List<Coordinate> found = new ArrayList<>();
        for (KdNode node : query(new Envelope(from, to))) {
            final Coordinate place = node.getCoordinate();
            if (!place.equals2D(start) && !place.equals2D(end) && ((HotPixel) node.getData()).intersects(from, to)) {
                found.add(place);
            }
        }
        final double x = to.x - from.x;
        final double y = to.y - from.y;
        found.sort((a, b) -> Double.compare((a.x - b.x) * x + (a.y - b.y) * y, 0));
        return found;
    }

    @SuppressWarnings("unchecked") // JTS declares the raw type
    private List<KdNode> query(Envelope bounds) {
        final Envelope around = new Envelope(bounds);
        around.expandBy(1);
        return tree.query(around);
    }
}

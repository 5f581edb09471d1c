package org.scorewps.standalone.io;

import java.util.LinkedHashSet;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Polygons from the edges of their rings, by the even-odd rule: what an odd number of edges separates from the outside is
 * inside. An edge that comes twice has the inside, or the outside, on both of its sides and vanishes, so what has
 * collapsed to a line is left out.
 */
final class EvenOddPolygons {
    private final Set<Edge> edges = new LinkedHashSet<>();

    /** With the lesser end first, so that both directions are the same edge. */
    private record Edge(Coordinate from, Coordinate to) {}

    /** Adds an edge, or takes it away when it is there. An edge without a length is none. */
    void toggle(Coordinate a, Coordinate b) {
        final int order = a.compareTo(b);
        if (order != 0) {
            final Edge edge = order < 0 ? new Edge(a, b) : new Edge(b, a);
            if (!edges.remove(edge)) {
                edges.add(edge);
            }
        }
    }

    /**
     * The area inside.
     *
     * @return valid when edges meet at their ends only; a polygon, several, or an empty one
     */
    Geometry build(GeometryFactory factory) {
        final Polygonizer polygonizer = new Polygonizer(true);
        edges.forEach(edge -> polygonizer.add(factory.createLineString(new Coordinate[] {edge.from(), edge.to()})));
        return polygonizer.getGeometry();
    }
}

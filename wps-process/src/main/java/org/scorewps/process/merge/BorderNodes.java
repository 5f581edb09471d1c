package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Vertices where borders meet. An outline that another one was cut along gets the ends of the cut as vertices of its own, so
 * that both have the same stretch between the same two vertices, which simplification leaves where they are
 * ({@link org.scorewps.process.vector.OutlineSimplifier}).
 */
final class BorderNodes {
    /** How far a computed crossing lies from the segment that it is of, at most; pixels. */
    private static final double NEAR = 1e-7;

    private BorderNodes() {}

    /**
     * Where a cut begins and ends.
     *
     * @param cut what is left of a shape
     * @param whole the shape
     * @param along what it was cut along
     */
    static Set<Coordinate> of(Geometry cut, Geometry whole, Geometry along) {
        Set<Coordinate> nodes = new HashSet<>(Arrays.asList(cut.getCoordinates()));
        nodes.removeAll(new HashSet<>(Arrays.asList(whole.getCoordinates())));
        nodes.removeAll(new HashSet<>(Arrays.asList(along.getCoordinates())));
        return nodes;
    }

    /** The same polygons with those of the nodes as vertices that lie on their outlines. */
    static Geometry with(Geometry polygons, Set<Coordinate> nodes) {
        if (nodes.isEmpty()) {
            return polygons;
        }
        Polygon[] parts = new Polygon[polygons.getNumGeometries()];
        for (int i = 0; i < parts.length; i++) {
            Polygon polygon = (Polygon) polygons.getGeometryN(i);
            LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
            for (int hole = 0; hole < holes.length; hole++) {
                holes[hole] = with(polygon.getInteriorRingN(hole), nodes);
            }
            parts[i] = polygon.getFactory().createPolygon(with(polygon.getExteriorRing(), nodes), holes);
        }
        return polygons.getFactory().createMultiPolygon(parts);
    }

    private static LinearRing with(LinearRing ring, Set<Coordinate> nodes) {
        Coordinate[] old = ring.getCoordinates();
        List<Coordinate> vertices = new ArrayList<>();
        for (int i = 0; i + 1 < old.length; i++) {
            Coordinate from = old[i];
            Coordinate to = old[i + 1];
            vertices.add(from);
            nodes.stream()
                    .filter(node -> !node.equals2D(from)
                            && !node.equals2D(to)
                            && Distance.pointToSegment(node, from, to) <= NEAR)
                    .sorted((a, b) -> Double.compare(from.distance(a), from.distance(b)))
                    .forEach(node -> vertices.add(node.copy()));
        }
        vertices.add(vertices.get(0).copy());
        return vertices.size() == old.length
                ? ring
                : ring.getFactory().createLinearRing(vertices.toArray(Coordinate[]::new));
    }
}

package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * Simplifies traced outlines, each by itself, so that borders that two outlines share stay shared. An outline is taken
 * apart where borders meet, which shows in its vertices: those lie off the {@link GridLines}, or on the scene's rim. They
 * stay where they are, and the stretches between them are simplified by a rule that looks at nothing else
 * ({@link SegmentCollapse}), so a stretch comes out the same in both outlines, and so do rings without such vertices,
 * whose least vertex stays. Areas stay the same, also those of holes; nothing is dropped.
 *
 * <p>An outline that would touch or cross itself that way, because the object is thinner there than about twice the
 * tolerance, is simplified again with regard to all of its own parts. There, and only there, a shared border may differ
 * from the neighbour's, by less than twice the tolerance. The result is always valid.
 */
public final class OutlineSimplifier {
    private final double tolerance;
    private final Envelope rim;

    /**
     * @param tolerance how far an outline may move, scene pixels; 0 or more
     * @param scene the scene's rim
     */
    public OutlineSimplifier(double tolerance, Envelope scene) {
        this.tolerance = tolerance;
        rim = new Envelope(scene);
    }

    /**
     * Simplifies.
     *
     * @param outline valid, in scene pixel corners
     * @return valid, as many polygons with as many holes
     */
    public MultiPolygon simplify(MultiPolygon outline) {
        if (tolerance == 0 || outline.isEmpty()) {
            return outline;
        }
        MultiPolygon simplified = simplify(outline, SegmentCollapse.Veto.NONE);
        if (!simplified.isValid()) {
            simplified = simplify(outline, new CrossingVeto(outline));
        }
        return simplified.isValid() ? simplified : outline;
    }

    private MultiPolygon simplify(MultiPolygon outline, SegmentCollapse.Veto veto) {
        GeometryFactory factory = outline.getFactory();
        Polygon[] polygons = new Polygon[outline.getNumGeometries()];
        for (int i = 0; i < polygons.length; i++) {
            Polygon polygon = (Polygon) outline.getGeometryN(i);
            LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
            for (int hole = 0; hole < holes.length; hole++) {
                holes[hole] = simplify(polygon.getInteriorRingN(hole), veto);
            }
            polygons[i] = factory.createPolygon(simplify(polygon.getExteriorRing(), veto), holes);
        }
        return factory.createMultiPolygon(polygons);
    }

    private LinearRing simplify(LinearRing ring, SegmentCollapse.Veto veto) {
        List<Coordinate> closed = List.of(ring.getCoordinates());
        List<Coordinate> vertices = withoutRim(closed.subList(0, closed.size() - 1));
        Collections.rotate(vertices, -start(vertices));
        vertices.add(vertices.get(0));
        List<Coordinate> result = new ArrayList<>();
        int from = 0;
        for (int to = 1; to < vertices.size(); to++) {
            if (to == vertices.size() - 1 || fixed(vertices.get(to))) {
                List<Coordinate> stretch =
                        new SegmentCollapse(tolerance, veto).simplify(vertices.subList(from, to + 1));
                result.addAll(stretch.subList(0, stretch.size() - 1));
                from = to;
            }
        }
        result.add(result.get(0).copy());
        return ring.getFactory().createLinearRing(result.toArray(Coordinate[]::new));
    }

    /** A vertex that stays in any case: one where borders meet, or else the least. */
    private int start(List<Coordinate> vertices) {
        int start = 0;
        for (int i = 0; i < vertices.size(); i++) {
            if (fixed(vertices.get(i))) {
                return i;
            }
            if (vertices.get(i).compareTo(vertices.get(start)) < 0) {
                start = i;
            }
        }
        return start;
    }

    private boolean fixed(Coordinate vertex) {
        return !GridLines.on(vertex) || onRim(vertex, vertex);
    }

    /** Without the vertices on the way along the rim: where an outline comes to the rim and leaves it is enough. */
    private List<Coordinate> withoutRim(List<Coordinate> ring) {
        List<Coordinate> kept = new ArrayList<>(ring.size());
        for (int i = 0; i < ring.size(); i++) {
            Coordinate before = ring.get((i + ring.size() - 1) % ring.size());
            Coordinate after = ring.get((i + 1) % ring.size());
            if (!onRim(before, ring.get(i)) || !onRim(ring.get(i), after) || !onRim(before, after)) {
                kept.add(ring.get(i));
            }
        }
        return kept;
    }

    /** Whether both lie on one side of the rim. */
    private boolean onRim(Coordinate a, Coordinate b) {
        boolean upright = a.x == b.x && (a.x == rim.getMinX() || a.x == rim.getMaxX());
        boolean level = a.y == b.y && (a.y == rim.getMinY() || a.y == rim.getMaxY());
        return upright || level;
    }
}

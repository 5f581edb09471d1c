package org.scorewps.process.vector;

import java.util.List;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.quadtree.Quadtree;

/**
 * Keeps the rings of an outline apart while they are simplified: a collapse must not make the line touch another part of
 * the outline, nor sweep over one. Knows the outline's segments as they are after all collapses so far.
 */
final class CrossingVeto implements SegmentCollapse.Veto {
    private final Quadtree segments = new Quadtree();

    CrossingVeto(Geometry outline) {
        for (Object ring : LinearComponentExtracter.getLines(outline)) {
            CoordinateSequence vertices = ((LineString) ring).getCoordinateSequence();
            for (int i = 1; i < vertices.size(); i++) {
                add(vertices.getCoordinate(i - 1), vertices.getCoordinate(i));
            }
        }
    }

    @Override
    public boolean allows(Coordinate a, Coordinate b, Coordinate c, Coordinate d, Coordinate e) {
        List<Coordinate> path = List.of(a, b, c, d);
        Coordinate[] swept = {a, b, c, d, e, a};
        Envelope near = new Envelope(a, d);
        near.expandToInclude(b);
        near.expandToInclude(c);
        near.expandToInclude(e);
        for (Object found : segments.query(near)) {
            LineSegment segment = (LineSegment) found;
            if (!partOf(path, segment)
                    && (touches(segment, a, e) || touches(segment, d, e) || sweptOver(segment.p0, path, swept))) {
                return false;
            }
        }
        for (int i = 1; i < path.size(); i++) {
            LineSegment old = segment(path.get(i - 1), path.get(i));
            segments.remove(new Envelope(old.p0, old.p1), old);
        }
        add(a, e);
        add(e, d);
        return true;
    }

    private static boolean sweptOver(Coordinate point, List<Coordinate> path, Coordinate[] swept) {
        return !path.contains(point) && PointLocation.isInRing(point, swept);
    }

    private static boolean partOf(List<Coordinate> path, LineSegment segment) {
        for (int i = 1; i < path.size(); i++) {
            if (segment.equals(segment(path.get(i - 1), path.get(i)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a segment meets a new one anywhere but in the end that the new one has in common with the old line. */
    private static boolean touches(LineSegment segment, Coordinate end, Coordinate vertex) {
        LineIntersector intersector = new RobustLineIntersector();
        intersector.computeIntersection(segment.p0, segment.p1, end, vertex);
        if (!intersector.hasIntersection()) {
            return false;
        }
        boolean joined = segment.p0.equals2D(end) || segment.p1.equals2D(end);
        return !joined || intersector.getIntersectionNum() > 1 || intersector.isProper();
    }

    private void add(Coordinate from, Coordinate to) {
        LineSegment segment = segment(from, to);
        segments.insert(new Envelope(from, to), segment);
    }

    /** Lines are simplified in either direction: a segment is always known by its lesser end first. */
    private static LineSegment segment(Coordinate from, Coordinate to) {
        return from.compareTo(to) <= 0 ? new LineSegment(from, to) : new LineSegment(to, from);
    }
}

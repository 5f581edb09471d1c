package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/** Builds polygons from rings that don't cross: clockwise rings (y downwards) are shells, the others holes. */
final class RingAssembler {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private RingAssembler() {}

    private record Shell(LinearRing ring, double area, List<LinearRing> holes) {}

    /** Each hole goes into the smallest shell around it. Rings without area are left out. */
    static MultiPolygon assemble(List<Coordinate[]> rings) {
        List<Shell> shells = new ArrayList<>();
        List<Coordinate[]> holes = new ArrayList<>();
        for (Coordinate[] ring : rings) {
            double area = ring.length < 4 ? 0 : signedArea(ring);
            if (area > 0) {
                shells.add(new Shell(FACTORY.createLinearRing(ring), area, new ArrayList<>()));
            } else if (area < 0) {
                holes.add(ring);
            }
        }
        placeHoles(shells, holes);
        return FACTORY.createMultiPolygon(shells.stream()
                .map(shell -> FACTORY.createPolygon(shell.ring(), shell.holes().toArray(LinearRing[]::new)))
                .toArray(Polygon[]::new));
    }

    private static void placeHoles(List<Shell> shells, List<Coordinate[]> holes) {
        STRtree index = new STRtree();
        shells.forEach(shell -> index.insert(shell.ring().getEnvelopeInternal(), shell));
        for (Coordinate[] hole : holes) {
            @SuppressWarnings("unchecked") // JTS's index isn't generic; only shells were put in
            List<Shell> near = index.query(new Envelope(hole[0]));
            near.stream()
                    .filter(shell ->
                            PointLocation.isInRing(hole[0], shell.ring().getCoordinates()))
                    .min(Comparator.comparingDouble(Shell::area))
                    .ifPresent(shell -> shell.holes().add(FACTORY.createLinearRing(hole)));
        }
    }

    private static double signedArea(Coordinate[] ring) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.length; i++) {
            // relative to the first point: no digits are lost far from the origin
            sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y)
                    - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
        }
        return sum / 2;
    }
}

package org.scorewps.process.vector;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Gives outlines of man-made objects right angles: the {@link DominantDirection} becomes the first axis, and each ring is
 * approximated along the axes ({@link RectilinearRing}). An outline that this doesn't fit stays as it is: when the
 * approximation covers less than 85 % of what both cover together, when an ellipse fits as well (storage tanks, round
 * roofs), or when the edges prefer no direction. Walls at other angles become steps.
 */
final class RightAngles {
    private static final double LEAST_SHARE = 0.3;
    private static final double LEAST_OVERLAP = 0.85;

    private final double tolerance;

    /** @param tolerance lowest step between parallel walls, metres; more than 0 */
    RightAngles(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * Regularizes each polygon by itself.
     *
     * @param outline valid, on the ground, in metres
     * @return valid; empty when right angles don't fit all its polygons, or these would overlap
     */
    Optional<MultiPolygon> regularize(MultiPolygon outline) {
        Polygon[] polygons = new Polygon[outline.getNumGeometries()];
        for (int i = 0; i < polygons.length; i++) {
            Optional<Polygon> regular = regularize((Polygon) outline.getGeometryN(i));
            if (regular.isEmpty()) {
                return Optional.empty();
            }
            polygons[i] = regular.get();
        }
        MultiPolygon regular = outline.getFactory().createMultiPolygon(polygons);
        return regular.isValid() ? Optional.of(regular) : Optional.empty();
    }

    private Optional<Polygon> regularize(Polygon polygon) {
        // the wiggles of a traced wall run in all directions
        List<Coordinate> walls = new SegmentCollapse(tolerance / 2, SegmentCollapse.Veto.NONE)
                .simplify(List.of(polygon.getExteriorRing().getCoordinates()));
        DominantDirection direction = DominantDirection.of(walls);
        if (direction.share() < LEAST_SHARE) {
            return Optional.empty();
        }
        Polygon turned = (Polygon)
                AffineTransformation.rotationInstance(-direction.angle()).transform(polygon);
        return rectilinear(turned).filter(regular -> fits(regular, turned)).map(regular -> (Polygon)
                AffineTransformation.rotationInstance(direction.angle()).transform(regular));
    }

    private Optional<Polygon> rectilinear(Polygon polygon) {
        RectilinearRing along = new RectilinearRing(tolerance);
        LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
        for (int i = 0; i < holes.length; i++) {
            LinearRing hole = polygon.getInteriorRingN(i);
            holes[i] = along.of(hole).orElse(hole);
        }
        return along.of(polygon.getExteriorRing())
                .map(shell -> polygon.getFactory().createPolygon(shell, holes))
                .filter(Geometry::isValid);
    }

    private static boolean fits(Polygon regular, Polygon polygon) {
        double overlap = overlap(regular, polygon);
        return overlap >= LEAST_OVERLAP && overlap > overlap(MomentEllipse.of(polygon), polygon);
    }

    /** Intersection over union. */
    private static double overlap(Geometry a, Geometry b) {
        double both = Polygons.intersection(a, b).getArea();
        return both / (a.getArea() + b.getArea() - both);
    }
}

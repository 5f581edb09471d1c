package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;

/**
 * How many decimals the projected geometries of a collection need. Whoever knows how precise its coordinates are says so in
 * the user data of the geometry's attribute, as a {@link PrecisionModel} under {@link Hints#JTS_PRECISION_MODEL}: the last
 * decimal is then no more than a step of that grid, wherever a geometry is. Without it there are seven, which are about a
 * centimetre in degrees.
 */
final class PixelDecimals {
    private static final int USUAL = 7;

    /** With three digits before the point more than a double can hold. */
    private static final int MOST = 12;

    /** What the difference of two coordinates may be wrong by, as a power of ten. */
    private static final double SLACK = 1e-3;

    private final GeometryProjector projector;
    private final Optional<Double> step;
    private double smallest = Double.POSITIVE_INFINITY;

    PixelDecimals(SimpleFeatureType type, GeometryProjector projector) {
        this.projector = projector;
        final Object model = type.getGeometryDescriptor() == null
                ? null
                : type.getGeometryDescriptor().getUserData().get(Hints.JTS_PRECISION_MODEL);
        step = model instanceof PrecisionModel grid && !grid.isFloating()
                ? Optional.of(1 / grid.getScale())
                : Optional.empty();
    }

    /** Takes a geometry into account, in its own CRS. */
    void include(Geometry geometry) {
        final Coordinate place = geometry.getEnvelopeInternal().centre();
        if (step.isPresent() && place != null) {
            try {
                smallest = Math.min(smallest, projected(place, step.get()));
            } catch (IOException e) {
                // the middle of an outline may lie where the projection ends: others tell as well
                return;
            }
        }
    }

    /** For all that was taken into account. */
    int decimals() {
        return Double.isInfinite(smallest)
                ? USUAL
                : (int) Math.max(0, Math.min(MOST, Math.ceil(-Math.log10(smallest) - SLACK)));
    }

    /** How far one may go along either axis of the target so that it is at most a distance in the source. */
    private double projected(Coordinate place, double distance) throws IOException {
        final Coordinate at = projector.project(place);
        final Coordinate right = projector.project(new Coordinate(place.x + distance, place.y));
        final Coordinate up = projector.project(new Coordinate(place.x, place.y + distance));
        final double a = turned(right.x - at.x);
        final double b = turned(up.x - at.x);
        final double c = right.y - at.y;
        final double d = up.y - at.y;
        // the columns of the inverse of [a b; c d] are what a unit of the target's axes is in steps
        final double determinant = Math.abs(a * d - b * c);
        return determinant / Math.max(Math.hypot(d, c), Math.hypot(a, b));
    }

    private double turned(double way) {
        return projector.geographic() ? Math.IEEEremainder(way, 360) : way;
    }
}

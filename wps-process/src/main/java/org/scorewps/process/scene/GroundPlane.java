package org.scorewps.process.scene;

import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;

/**
 * Places of a CRS as metres east and north of one of them, in the plane that touches the WGS 84 ellipsoid there:
 * geographic to geocentric to topocentric coordinates, methods 9602 and 9836 of IOGP's Guidance Note 7-2, without the
 * height. Ten kilometres away it is off by less than a millionth. Where there is no way to WGS 84 it is the CRS's own
 * plane in metres.
 */
final class GroundPlane {
    private final Optional<MathTransform> toWgs84;
    private final NorthAxis north;
    private final double unit;

    /** @param crs the CRS of the places to come */
    GroundPlane(CoordinateReferenceSystem crs) {
        toWgs84 = transform(crs);
        north = NorthAxis.of(crs);
        unit = LinearUnit.metres(crs);
    }

    /** Metres east and north of the origin, for each place. */
    double[][] offsets(Coordinate origin, Coordinate... places) {
        if (toWgs84.isPresent()) {
            try {
                double[][] onGround = topocentric(toWgs84.get(), origin, places);
                if (finite(onGround)) {
                    return onGround;
                }
            } catch (TransformException | IllegalArgumentException notOnEarth) {
                // beyond the Earth's rim in a picture from far away: the CRS's plane is what there is
            }
        }
        return planar(origin, places);
    }

    /** A place somewhat to grid north of another. */
    Coordinate gridNorth(Coordinate place, double step) {
        double[] there = north.north(place.x, place.y, step);
        return new Coordinate(there[0], there[1]);
    }

    private double[][] planar(Coordinate origin, Coordinate... places) {
        double[][] offsets = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            double x = unit * (places[i].x - origin.x);
            double y = unit * (places[i].y - origin.y);
            // what isn't northing is easting; both count backwards in the grids that do
            offsets[i] = north.index() == 0
                    ? new double[] {north.sign() * y, north.sign() * x}
                    : new double[] {north.sign() * x, north.sign() * y};
        }
        return offsets;
    }

    private static double[][] topocentric(MathTransform toWgs84, Coordinate origin, Coordinate... places)
            throws TransformException {
        double[] here = geographic(toWgs84, origin);
        double[] centre = GroundMetric.geocentric(here[0], here[1]);
        double lambda = Math.toRadians(here[0]);
        double phi = Math.toRadians(here[1]);
        double[][] offsets = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            double[] there = geographic(toWgs84, places[i]);
            double[] place = GroundMetric.geocentric(there[0], there[1]);
            double x = place[0] - centre[0];
            double y = place[1] - centre[1];
            double z = place[2] - centre[2];
            double outward = x * Math.cos(lambda) + y * Math.sin(lambda);
            offsets[i] = new double[] {
                y * Math.cos(lambda) - x * Math.sin(lambda), z * Math.cos(phi) - outward * Math.sin(phi)
            };
        }
        return offsets;
    }

    private static double[] geographic(MathTransform toWgs84, Coordinate place) throws TransformException {
        double[] there = {place.x, place.y};
        toWgs84.transform(there, 0, there, 0, 1);
        return there;
    }

    private static boolean finite(double[][] offsets) {
        for (double[] offset : offsets) {
            if (!Double.isFinite(offset[0]) || !Double.isFinite(offset[1])) {
                return false;
            }
        }
        return true;
    }

    private static Optional<MathTransform> transform(CoordinateReferenceSystem crs) {
        try {
            return Optional.of(CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true));
        } catch (FactoryException unknown) {
            return Optional.empty();
        }
    }
}

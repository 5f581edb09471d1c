package org.scorewps.process.scene;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * How much ground a pixel covers.
 *
 * @param x metres from one column to the next
 * @param y metres from one row to the next
 */
public record GroundResolution(double x, double y) {
    /** Side of a square of the same area, metres. */
    public double mean() {
        return Math.sqrt(x * y);
    }

    /**
     * Measures a pixel on the ellipsoid. Where the CRS has no known relation to WGS 84, or the place is outside it (the
     * corners of a geostationary picture), its own units are taken.
     *
     * @param crs where the coordinates are
     * @param origin a pixel's upper left corner in the CRS
     * @param nextColumn the upper left corner of the pixel to its right
     * @param nextRow the upper left corner of the pixel below
     */
    static GroundResolution measure(
            CoordinateReferenceSystem crs, double[] origin, double[] nextColumn, double[] nextRow) {
        try {
            MathTransform toWgs84 = CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true);
            double x = distance(toWgs84, origin, nextColumn);
            double y = distance(toWgs84, origin, nextRow);
            if (x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y)) {
                return new GroundResolution(x, y);
            }
        } catch (FactoryException | TransformException | IllegalArgumentException notOnEarth) {
            // of places too far away GeoTools can't even write the message
            // the planar measure below is the best there is
        }
        double unit = LinearUnit.metres(crs);
        return new GroundResolution(
                unit * Math.hypot(nextColumn[0] - origin[0], nextColumn[1] - origin[1]),
                unit * Math.hypot(nextRow[0] - origin[0], nextRow[1] - origin[1]));
    }

    private static double distance(MathTransform toWgs84, double[] from, double[] to) throws TransformException {
        double[] places = {from[0], from[1], to[0], to[1]};
        toWgs84.transform(places, 0, places, 0, 2);
        return GroundMetric.distance(places[0], places[1], places[2], places[3]);
    }
}

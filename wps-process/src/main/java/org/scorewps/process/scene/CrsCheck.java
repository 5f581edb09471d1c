package org.scorewps.process.scene;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * Finds what GeoTools' GeoTIFF reader makes of a projected CRS that the file defines by parameters, not by a code, in
 * another unit than metres: its axes have the unit, but its projection still gives metres, so that everything lies
 * thousands of kilometres from its place. The false easting can't be mended, since it may have been in either unit.
 */
final class CrsCheck {
    /** Of the CRS's unit; a wrong unit is off by millions. */
    private static final double TOLERANCE = 1;

    private CrsCheck() {}

    /**
     * Whether the projection of a CRS disagrees with its own definition.
     *
     * @param place somewhere in the coverage
     */
    static boolean contradictsItself(CoordinateReferenceSystem crs, double[] place) {
        boolean suspect = crs instanceof ProjectedCRS && crs.getIdentifiers().isEmpty() && LinearUnit.metres(crs) != 1;
        if (!suspect) {
            return false;
        }
        try {
            double[] there = {place[0], place[1]};
            projection(CRS.parseWKT(crs.toWKT())).inverse().transform(there, 0, there, 0, 1);
            projection(crs).transform(there, 0, there, 0, 1);
            // written so that a result that is no number counts as a contradiction
            return !(Math.hypot(there[0] - place[0], there[1] - place[1]) < TOLERANCE);
        } catch (FactoryException | TransformException | UnsupportedOperationException unusable) {
            return true;
        }
    }

    private static MathTransform projection(CoordinateReferenceSystem crs) {
        return ((ProjectedCRS) crs).getConversionFromBase().getMathTransform();
    }
}

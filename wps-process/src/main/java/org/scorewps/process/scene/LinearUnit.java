package org.scorewps.process.scene;

import javax.measure.IncommensurableException;
import javax.measure.Unit;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import si.uom.SI;

/** What a CRS measures lengths in. */
final class LinearUnit {
    private static final double METRES_IN_DEGREE = Math.toRadians(GroundMetric.SEMI_MAJOR);

    private LinearUnit() {}

    /** Metres in one unit of the CRS's first axis; of a degree at the equator for angles. */
    static double metres(CoordinateReferenceSystem crs) {
        Unit<?> unit = crs.getCoordinateSystem().getAxis(0).getUnit();
        if (unit == null) {
            return 1;
        }
        try {
            return unit.getConverterToAny(SI.METRE).convert(1.0);
        } catch (IncommensurableException angle) {
            return METRES_IN_DEGREE;
        }
    }
}

package org.scorewps.standalone.io;

import java.util.OptionalInt;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;

/** What a format needs to know about a CRS: its EPSG code, and whether its first axis is the northing. */
final class AxisOrders {
    private AxisOrders() {}

    /**
     * The EPSG code of a CRS that has one, or whose definition matches an entry of the registry. Only entries with the
     * same name or the same parts are looked at: all would take ten seconds, and find hardly more.
     */
    static OptionalInt epsgCode(CoordinateReferenceSystem crs) {
        try {
            final Integer code = CRS.lookupEpsgCode(crs, false);
            return code == null ? OptionalInt.empty() : OptionalInt.of(code);
        } catch (FactoryException e) {
            return OptionalInt.empty();
        }
    }

    /** Whether coordinates in this CRS are northing or latitude first. */
    static boolean northFirst(CoordinateReferenceSystem crs) {
        return CRS.getAxisOrder(crs) == CRS.AxisOrder.NORTH_EAST;
    }

    /** Whether the EPSG registry lists the northing or latitude of this CRS first. */
    static boolean registeredNorthFirst(int epsgCode) {
        try {
            return northFirst(CRS.decode("urn:ogc:def:crs:EPSG::" + epsgCode));
        } catch (FactoryException e) {
            throw new IllegalStateException("EPSG:" + epsgCode + " was found but can't be read", e);
        }
    }
}

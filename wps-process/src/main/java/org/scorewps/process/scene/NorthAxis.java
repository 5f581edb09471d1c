package org.scorewps.process.scene;

import java.util.Locale;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.cs.CoordinateSystem;
import org.geotools.api.referencing.cs.CoordinateSystemAxis;

/**
 * Where grid north is in a CRS's coordinates, whatever the order and the direction of its axes. Grids whose axes both
 * point north or south, as polar ones have, are told by the axes' names; without a name that helps the second axis is
 * taken, which is the northing of nearly every other grid.
 *
 * @param index the ordinate that grows or falls towards north, 0 or 1
 * @param sign 1 when it grows, -1 when it falls (grids that count southwards)
 */
record NorthAxis(int index, int sign) {
    /** The axis of a two-dimensional CRS. */
    static NorthAxis of(CoordinateReferenceSystem crs) {
        CoordinateSystem system = crs.getCoordinateSystem();
        boolean first = alongMeridian(system.getAxis(0));
        boolean second = alongMeridian(system.getAxis(1));
        int index = first == second ? byName(system) : first ? 0 : 1;
        return new NorthAxis(index, southward(system.getAxis(index)) ? -1 : 1);
    }

    /** A place as far from another as the step says, towards grid north. */
    double[] north(double x, double y, double step) {
        return index == 0 ? new double[] {x + sign * step, y} : new double[] {x, y + sign * step};
    }

    private static boolean alongMeridian(CoordinateSystemAxis axis) {
        return axis.getDirection().absolute().equals(AxisDirection.NORTH);
    }

    private static int byName(CoordinateSystem system) {
        return name(system.getAxis(0)).contains("north") ? 0 : 1;
    }

    private static boolean southward(CoordinateSystemAxis axis) {
        return axis.getDirection().equals(AxisDirection.SOUTH) && !name(axis).contains("north");
    }

    private static String name(CoordinateSystemAxis axis) {
        return axis.getName().getCode().toLowerCase(Locale.ROOT);
    }
}

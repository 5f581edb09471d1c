package org.scorewps.process.vector;

import org.locationtech.jts.algorithm.MinimumDiameter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.process.scene.GroundFrame;

/**
 * How long and wide an object is and where it points: the sides of the narrowest rectangle around it on the ground, as
 * rotating calipers find it (Toussaint, Solving geometric problems with the rotating calipers, 1983).
 *
 * @param length the longer side, metres
 * @param width the shorter side, metres
 * @param orientation of the longer side, degrees clockwise from grid north, 0 up to but not 180; means little for what
 *     is about as long as wide
 */
record InstanceMeasures(double length, double width, double orientation) {
    /**
     * Measures.
     *
     * @param outline in scene pixels
     * @param frame the ground around it
     */
    static InstanceMeasures of(Geometry outline, GroundFrame frame) {
        Coordinate[] corners = rectangle(outline, frame).getCoordinates();
        Coordinate first = side(corners, 0);
        Coordinate second = side(corners, 1);
        Coordinate longer = first.distance(ORIGIN) >= second.distance(ORIGIN) ? first : second;
        Coordinate shorter = longer.equals2D(first) ? second : first;
        return new InstanceMeasures(
                rounded(longer.distance(ORIGIN), 1e3), rounded(shorter.distance(ORIGIN), 1e3), azimuth(longer));
    }

    /** The rectangle in the frame's metres; a line or a point around what has no area. */
    static Geometry rectangle(Geometry outline, GroundFrame frame) {
        return MinimumDiameter.getMinimumRectangle(frame.toGround(outline));
    }

    private static final Coordinate ORIGIN = new Coordinate(0, 0);

    private static Coordinate side(Coordinate[] corners, int index) {
        return index + 1 < corners.length
                ? new Coordinate(corners[index + 1].x - corners[index].x, corners[index + 1].y - corners[index].y)
                : ORIGIN;
    }

    private static double azimuth(Coordinate direction) {
        double degrees = Math.toDegrees(Math.atan2(direction.x, direction.y));
        double rounded = rounded(((degrees % 180) + 180) % 180, 1e2);
        return rounded == 180 ? 0 : rounded;
    }

    /** Finer digits than millimetres and hundredths of a degree tell nothing. */
    private static double rounded(double value, double scale) {
        return Math.rint(value * scale) / scale;
    }
}

package org.scorewps.engine.scenes.draw;

/**
 * A piece of a thing: an outline that stands up from a base to a top.
 *
 * @param corners x, y, x, y ... in the thing's frame, metres; convex where it casts a shadow
 * @param base metres above ground of its underside
 * @param top metres above ground of its surface; 0 casts no shadow
 * @param paint of its surface
 * @param relief of its surface
 * @param wall colour of its sides, seen when the camera isn't straight above
 */
@SuppressWarnings("ArrayRecordComponent") // parts are drawn, never compared
public record Part(double[] corners, double base, double top, Paint paint, Relief relief, Rgb wall) {
    /** A flat thing on the ground. */
    public static Part flat(double[] corners, Paint paint) {
        return new Part(corners, 0, 0, paint, Relief.LEVEL, Rgb.grey(0.4));
    }

    /** A block of one colour. */
    public static Part block(double[] corners, double base, double top, Rgb colour) {
        return new Part(corners, base, top, Paint.flat(colour), Relief.LEVEL, colour.times(0.62));
    }

    /** The same with a surface of another form. */
    public Part formed(Relief form) {
        return new Part(corners, base, top, paint, form, wall);
    }

    /** The same with another paint. */
    public Part painted(Paint other) {
        return new Part(corners, base, top, other, relief, wall);
    }
}

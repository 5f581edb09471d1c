package org.scorewps.engine.scenes.draw;

/**
 * Where a thing lies and how it is turned.
 *
 * @param x metres to the right
 * @param y metres down
 * @param cos of the angle from the picture's x axis to the thing's own
 * @param sin of the same
 */
public record Pose(double x, double y, double cos, double sin) {
    /** Turned by radians, clockwise in the picture. */
    public static Pose of(double x, double y, double angle) {
        // StrictMath: the same on every machine
        return new Pose(x, y, StrictMath.cos(angle), StrictMath.sin(angle));
    }

    /** Right of the origin, in the outer frame. */
    public double worldX(double px, double py) {
        return x + cos * px - sin * py;
    }

    /** Below the origin, in the outer frame. */
    public double worldY(double px, double py) {
        return y + sin * px + cos * py;
    }

    /** A pose given in this pose's frame. */
    public Pose then(double px, double py, double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return new Pose(worldX(px, py), worldY(px, py), cos * c - sin * s, sin * c + cos * s);
    }

    /** Corners (x, y, x, y ...) from this frame to the outer one. */
    public double[] apply(double[] corners) {
        double[] result = new double[corners.length];
        for (int i = 0; i < corners.length; i += 2) {
            result[i] = worldX(corners[i], corners[i + 1]);
            result[i + 1] = worldY(corners[i], corners[i + 1]);
        }
        return result;
    }
}

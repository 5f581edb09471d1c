package org.scorewps.engine.scenes.draw;

/** How a surface is curved or tilted: decides how bright the sun makes each of its places. */
@FunctionalInterface
public interface Relief {
    /** Level. */
    Relief LEVEL = (x, y, slope) -> {
        slope[0] = 0;
        slope[1] = 0;
    };

    /**
     * The horizontal part of the unit normal at a place.
     *
     * @param slope filled with its two components, in the frame of the thing
     */
    void normal(double x, double y, double[] slope);

    /** A plane tilted towards a direction; the vector's length is the sine of the tilt. */
    static Relief tilt(double nx, double ny) {
        return (x, y, slope) -> {
            slope[0] = nx;
            slope[1] = ny;
        };
    }

    /** A dome around the origin; at its rim the normal's horizontal part is {@code steepness}. */
    static Relief dome(double radius, double steepness) {
        return (x, y, slope) -> {
            slope[0] = clamp(x / radius) * steepness;
            slope[1] = clamp(y / radius) * steepness;
        };
    }

    /** A cone around the origin. */
    static Relief cone(double steepness) {
        return (x, y, slope) -> {
            double length = Math.max(1e-6, Math.sqrt(x * x + y * y));
            slope[0] = x / length * steepness;
            slope[1] = y / length * steepness;
        };
    }

    /** A barrel along the x axis, {@code half} metres from its axis to its side. */
    static Relief barrel(double half, double steepness) {
        return (x, y, slope) -> {
            slope[0] = 0;
            slope[1] = clamp(y / half) * steepness;
        };
    }

    private static double clamp(double value) {
        return Math.max(-1, Math.min(1, value));
    }
}

package org.scorewps.engine.scenes.draw;

/**
 * Smooth random fields over the plane: value noise on a hashed lattice, sums of its octaves, and cellular noise (Worley:
 * A Cellular Texture Basis Function, SIGGRAPH 1996). A function of the seed and the place only.
 */
public final class Noise {
    private static final float TO_UNIT = 0x1p-24f;

    private final int seed;

    /** @param seed any number */
    public Noise(long seed) {
        this.seed = (int) (seed ^ (seed >>> 32));
    }

    /** Value noise with lattice distance 1, from -1 to 1. */
    public double value(double x, double y) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        int ix = (int) fx;
        int iy = (int) fy;
        double tx = ease(x - fx);
        double ty = ease(y - fy);
        double top = lerp(lattice(ix, iy), lattice(ix + 1, iy), tx);
        double bottom = lerp(lattice(ix, iy + 1), lattice(ix + 1, iy + 1), tx);
        return 2 * lerp(top, bottom, ty) - 1;
    }

    /**
     * Octaves of value noise, each half as long and half as strong; about -1 to 1.
     *
     * @param wavelength of the first octave, in the units of x and y
     * @param octaves how many
     */
    public double fractal(double x, double y, double wavelength, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double scale = 1 / wavelength;
        for (int octave = 0; octave < octaves; octave++) {
            // shifted, so that lattices don't lie upon each other
            sum += weight * value(x * scale + 17.3 * octave, y * scale - 9.1 * octave);
            weight /= 2;
            scale *= 2;
        }
        return sum * 1.4;
    }

    /**
     * The nearest of points scattered one to a unit square.
     *
     * @param out filled with: vector to the point (2), its distance, a number from 0 to 1 of its own
     */
    public void nearestPoint(double x, double y, double[] out) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double best = Double.MAX_VALUE;
        for (int cy = iy - 1; cy <= iy + 1; cy++) {
            for (int cx = ix - 1; cx <= ix + 1; cx++) {
                int bits = hash(cx, cy);
                double dx = cx + (bits & 0xFFFF) / 65536.0 - x;
                double dy = cy + (bits >>> 16) / 65536.0 - y;
                double square = dx * dx + dy * dy;
                if (square < best) {
                    best = square;
                    out[0] = dx;
                    out[1] = dy;
                    out[3] = (((bits * 0x2C1B3C6D) >>> 8) & 0xFFFF) / 65536.0;
                }
            }
        }
        out[2] = Math.sqrt(best);
    }

    private float lattice(int x, int y) {
        return (hash(x, y) >>> 8) * TO_UNIT;
    }

    private int hash(int x, int y) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ seed;
        h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >>> 12)) * 0x297A2D39;
        return h ^ (h >>> 15);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }
}

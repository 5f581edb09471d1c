package org.scorewps.engine.scenes.draw;

/** The colour of a surface at each place. */
@FunctionalInterface
public interface Paint {
    /**
     * The colour at a place.
     *
     * @param x metres to the right, in the frame of what is painted
     * @param y metres down
     * @param rgb filled with the colour
     */
    void at(double x, double y, float[] rgb);

    /** One colour. */
    static Paint flat(Rgb colour) {
        return (x, y, rgb) -> put(colour, 1, rgb);
    }

    /**
     * One colour with stains.
     *
     * @param noise where the stains are
     * @param amount their strength, 0 to 1
     * @param wavelength their size in metres
     */
    static Paint grain(Rgb colour, Noise noise, double amount, double wavelength) {
        return (x, y, rgb) -> put(colour, 1 + amount * noise.fractal(x, y, wavelength, 3), rgb);
    }

    /**
     * Bands across x.
     *
     * @param period metres from one band to the next
     * @param part of the period that has the second colour
     */
    static Paint bands(Rgb first, Rgb second, double period, double part) {
        return (x, y, rgb) -> {
            double phase = x / period - Math.floor(x / period);
            put(phase < part ? second : first, 1, rgb);
        };
    }

    /** Writes a colour, made lighter or darker. */
    static void put(Rgb colour, double factor, float[] rgb) {
        rgb[0] = (float) (colour.r() * factor);
        rgb[1] = (float) (colour.g() * factor);
        rgb[2] = (float) (colour.b() * factor);
    }
}

package org.scorewps.engine.scenes.draw;

/**
 * A colour as it would look on a clear day at noon.
 *
 * @param r red, 0 to 1
 * @param g green, 0 to 1
 * @param b blue, 0 to 1
 */
public record Rgb(float r, float g, float b) {
    /** From 0xRRGGBB. */
    public static Rgb of(int hex) {
        return new Rgb((hex >> 16 & 255) / 255f, (hex >> 8 & 255) / 255f, (hex & 255) / 255f);
    }

    /** A grey. */
    public static Rgb grey(double value) {
        return new Rgb((float) value, (float) value, (float) value);
    }

    /** Darker or lighter. */
    public Rgb times(double factor) {
        return new Rgb((float) (r * factor), (float) (g * factor), (float) (b * factor));
    }

    /** Between this and another colour. */
    public Rgb mix(Rgb other, double part) {
        float t = (float) part;
        return new Rgb(r + (other.r - r) * t, g + (other.g - g) * t, b + (other.b - b) * t);
    }

    /** A near colour. */
    public Rgb vary(SceneRandom random, double amount) {
        double all = 1 + random.range(-amount, amount);
        return new Rgb(
                (float) (r * all * (1 + random.range(-amount, amount) / 3)),
                (float) (g * all * (1 + random.range(-amount, amount) / 3)),
                (float) (b * all * (1 + random.range(-amount, amount) / 3)));
    }
}

package org.scorewps.engine.scenes.draw;

import org.scorewps.engine.ImageTile;

/**
 * The camera: optics blur the light, air veils it, the film or chip gives it a cast and noise.
 *
 * @param blur standard deviation of the optics' point spread, pixels
 * @param haze part of the light that comes from the air
 * @param contrast slope around the middle grey
 * @param red gain of red
 * @param green gain of green
 * @param blue gain of blue
 * @param saturation 1 keeps colours, 0 makes them grey
 * @param noise standard deviation of the noise, 0 to 1
 */
public record Sensor(
        double blur,
        double haze,
        double contrast,
        double red,
        double green,
        double blue,
        double saturation,
        double noise) {
    /** One that adds nothing of its own. */
    public static final Sensor CLEAR = new Sensor(0.1, 0, 1, 1, 1, 1, 1, 0);

    /** A random one. */
    public static Sensor random(SceneRandom random) {
        double exposure = random.range(0.82, 1.14);
        return new Sensor(
                random.range(0.35, random.chance(0.2) ? 1.1 : 0.7),
                random.range(0, random.chance(0.2) ? 0.28 : 0.1),
                random.range(0.9, 1.2),
                exposure * random.range(0.93, 1.07),
                exposure * random.range(0.96, 1.04),
                exposure * random.range(0.92, 1.08),
                random.chance(0.06) ? 0 : random.range(0.75, 1.12),
                random.range(0.006, random.chance(0.25) ? 0.035 : 0.018));
    }

    /** Takes the picture of what was painted. */
    public ImageTile expose(Canvas canvas, SceneRandom random) {
        float[] light = canvas.samples();
        int width = canvas.width();
        int height = canvas.height();
        blur(light, width, height);
        byte[] bytes = new byte[light.length];
        for (int at = 0; at < light.length; at += 3) {
            double r = tone(light[at] * red, 0.80);
            double g = tone(light[at + 1] * green, 0.84);
            double b = tone(light[at + 2] * blue, 0.90);
            double grey = 0.3 * r + 0.59 * g + 0.11 * b;
            // one draw of noise for all, and one for each: chips' noise is partly common after their interpolation
            long bits = random.nextLong();
            double common = bell(bits) * noise * 0.7;
            bytes[at] = quantise(grey + (r - grey) * saturation + common + bell(bits >>> 16) * noise);
            bytes[at + 1] = quantise(grey + (g - grey) * saturation + common + bell(bits >>> 32) * noise);
            bytes[at + 2] = quantise(grey + (b - grey) * saturation + common + bell(bits >>> 48) * noise);
        }
        return new ImageTile(width, height, bytes);
    }

    private double tone(double value, double air) {
        double hazy = value + (air * 0.8 - value) * haze;
        return (hazy - 0.45) * contrast + 0.45;
    }

    // the sum of four numbers of four bits, with deviation 1: near enough to a normal distribution
    private static double bell(long bits) {
        long sum = (bits & 15) + (bits >>> 4 & 15) + (bits >>> 8 & 15) + (bits >>> 12 & 15);
        return (sum - 30) / 9.22;
    }

    private static byte quantise(double value) {
        return (byte) Math.max(0, Math.min(255, (int) (value * 255 + 0.5)));
    }

    private void blur(float[] light, int width, int height) {
        double side = StrictMath.exp(-1 / (2 * blur * blur));
        float w = (float) (side / (1 + 2 * side));
        for (int row = 0; row < height; row++) {
            line(light, 3 * row * width, 3, width, w);
        }
        for (int column = 0; column < width; column++) {
            line(light, 3 * column, 3 * width, height, w);
        }
    }

    // weights w, 1 - 2w, w along a line, in place
    private static void line(float[] light, int start, int step, int count, float w) {
        for (int channel = 0; channel < 3; channel++) {
            int at = start + channel;
            float before = light[at];
            for (int i = 0; i < count; i++, at += step) {
                float here = light[at];
                float after = i + 1 < count ? light[at + step] : here;
                light[at] = here + w * (before + after - 2 * here);
                before = here;
            }
        }
    }
}

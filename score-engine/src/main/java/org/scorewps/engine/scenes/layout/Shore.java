package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.catalog.SceneType.Water;
import org.scorewps.engine.scenes.draw.Canvas;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Where land ends: a shore or a river's banks, and the water beyond. */
final class Shore {
    private static final double FAR = 1e9;

    private final Water water;
    private final Noise noise;
    private final double pointX;
    private final double pointY;
    private final double normalX;
    private final double normalY;
    private final double riverWidth;
    private final double bend;
    private final double bendLength;

    /** A shore through a point; its normal points inland. */
    Shore(Water water, SceneRandom random, double pointX, double pointY, double angle) {
        this.water = water;
        this.noise = new Noise(random.nextLong());
        this.pointX = pointX;
        this.pointY = pointY;
        this.normalX = StrictMath.cos(angle);
        this.normalY = StrictMath.sin(angle);
        this.riverWidth = random.range(22, 60);
        this.bend = water == Water.QUAY ? 0 : random.range(10, 30);
        this.bendLength = random.range(120, 260);
    }

    boolean none() {
        return water == Water.NONE;
    }

    double normalX() {
        return normalX;
    }

    double normalY() {
        return normalY;
    }

    double riverWidth() {
        return riverWidth;
    }

    /** About the distance to the water's edge in metres: positive on land, negative on water. */
    double inland(double x, double y) {
        if (water == Water.NONE) {
            return FAR;
        }
        double straight = (x - pointX) * normalX + (y - pointY) * normalY;
        double bent = straight + bend * noise.fractal(x, y, bendLength, 2);
        if (water == Water.QUAY) {
            // basins: the wall steps back here and there
            double along = (y - pointY) * normalX - (x - pointX) * normalY;
            return straight + (noise.value(Math.floor(along / 90) + 0.5, 7.5) > 0.35 ? 18 : 0);
        }
        return water == Water.RIVER ? Math.abs(bent) - riverWidth / 2 : bent + 1.2 * noise.fractal(x, y, 14, 2);
    }

    /** The middle of the river, or the shore itself, nearest to a place; moved along the normal. */
    double[] edgeNear(double x, double y) {
        double px = x;
        double py = y;
        for (int step = 0; step < 12; step++) {
            double straight = (px - pointX) * normalX + (py - pointY) * normalY;
            double away =
                    water == Water.RIVER ? straight + bend * noise.fractal(px, py, bendLength, 2) : inland(px, py);
            px -= normalX * away * 0.8;
            py -= normalY * away * 0.8;
        }
        return new double[] {px, py};
    }

    /** Paints sand or quay, foam and water over the land. */
    void paint(Canvas canvas, SceneRandom random) {
        if (none()) {
            return;
        }
        Rgb deep = Rgb.of(random.chance(0.5) ? 0x2C4A55 : 0x34553F)
                .mix(Rgb.of(0x1E3A52), random.unit())
                .vary(random, 0.14);
        Rgb shallow = deep.mix(Rgb.of(0x86A99A), random.range(0.25, 0.6));
        Paint bank = water == Water.QUAY ? Materials.concrete(random) : Materials.sand(random);
        double bankWidth = water == Water.QUAY ? random.range(4, 12) : random.range(3, water == Water.BEACH ? 26 : 6);
        double shelf = water == Water.QUAY ? 1.5 : random.range(6, 30);
        double wind = random.angle();
        double windX = StrictMath.cos(wind);
        double windY = StrictMath.sin(wind);
        double wave = random.range(2.5, 9);
        double rough = random.range(0.03, 0.13);
        double foam = water == Water.BEACH ? random.range(0.3, 0.9) : 0;
        double pixel = canvas.resolution();
        canvas.cover((x, y, rgb) -> {
            double d = inland(x, y);
            if (d > bankWidth + pixel) {
                return 0;
            }
            double wet = clamp(0.5 - d / pixel);
            if (wet < 1) {
                bank.at(x, y, rgb);
                if (water != Water.QUAY && d < 3) {
                    scale(rgb, 0.78 + 0.22 * d / 3); // wet sand
                }
            }
            if (wet > 0) {
                double part = clamp(-d / shelf);
                double along = x * windX + y * windY;
                double across = (y * windX - x * windY) * 0.4;
                double ripple = noise.fractal(along / wave, across / wave, 1, 3) + 0.6 * noise.fractal(x, y, 60, 2);
                double bright = 1 + rough * 2 * ripple;
                double white = foam * clamp(1 - Math.abs(d + 2.5 + 2 * noise.fractal(x, y, 11, 2)) / 1.6);
                double part0 = 1 - part;
                rgb[0] = (float) blend(rgb[0], (deep.r() * part + shallow.r() * part0) * bright, wet, white);
                rgb[1] = (float) blend(rgb[1], (deep.g() * part + shallow.g() * part0) * bright, wet, white);
                rgb[2] = (float) blend(rgb[2], (deep.b() * part + shallow.b() * part0) * bright, wet, white);
            }
            return clamp((bankWidth - d) / Math.max(pixel, water == Water.QUAY ? 0 : 1.5));
        });
    }

    private static double blend(double land, double sea, double wet, double white) {
        double shore = land + (sea - land) * wet;
        return shore + (0.88 - shore) * white;
    }

    private static void scale(float[] rgb, double factor) {
        rgb[0] *= (float) factor;
        rgb[1] *= (float) factor;
        rgb[2] *= (float) factor;
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}

package org.scorewps.engine.scenes.layout;

import java.util.List;
import org.scorewps.engine.scenes.draw.Light;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** What ground is made of. */
final class Materials {
    private static final List<Rgb> CROPS = List.of(
            Rgb.of(0x6F8B45), Rgb.of(0x87994F), Rgb.of(0xB7A871), Rgb.of(0xA68F68), Rgb.of(0x8A7355), Rgb.of(0x5C7A3C));

    private Materials() {}

    static Paint grass(SceneRandom random) {
        Rgb lush = Rgb.of(0x5B7142).vary(random, 0.14);
        Rgb dry = Rgb.of(0x8A8160).vary(random, 0.12);
        double dryness = random.range(-0.5, 0.35);
        Noise noise = new Noise(random.nextLong());
        return (x, y, rgb) -> {
            double wide = noise.fractal(x, y, 55, 2);
            double fine = noise.fractal(x, y, 5, 3);
            double part = Math.max(0, Math.min(1, 0.5 + dryness + 0.5 * wide + 0.2 * fine));
            mix(lush, dry, part, 1 + 0.15 * fine, rgb);
        };
    }

    static Paint crop(SceneRandom random) {
        Rgb colour = random.pick(CROPS).vary(random, 0.12);
        Noise noise = new Noise(random.nextLong());
        double row = random.range(1.2, 3.5);
        double strength = random.range(0.02, 0.12);
        double tram = random.range(16, 28);
        return (x, y, rgb) -> {
            double phase = y / row - Math.floor(y / row);
            double furrow = strength * (Math.abs(phase - 0.5) * 4 - 1);
            double lane = y / tram - Math.floor(y / tram);
            boolean wheel = lane * tram < 0.5 || Math.abs(lane * tram - 2.2) < 0.25;
            double shade = 1 + furrow + 0.16 * noise.fractal(x, y, 45, 4) - (wheel ? 0.12 : 0);
            Paint.put(colour, shade, rgb);
        };
    }

    static Paint asphalt(SceneRandom random) {
        return stained(Rgb.grey(random.range(0.3, 0.47)).mix(Rgb.of(0x6A645C), random.range(0, 0.4)), random, 0.1);
    }

    static Paint concrete(SceneRandom random) {
        Paint base = stained(Rgb.of(0xA29E95).vary(random, 0.12), random, 0.09);
        double slab = random.range(5, 9);
        double joint = 0.18;
        return (x, y, rgb) -> {
            base.at(x, y, rgb);
            boolean seam = x - Math.floor(x / slab) * slab < joint || y - Math.floor(y / slab) * slab < joint;
            if (seam) {
                rgb[0] *= 0.86f;
                rgb[1] *= 0.86f;
                rgb[2] *= 0.86f;
            }
        };
    }

    static Paint gravel(SceneRandom random) {
        return stained(Rgb.of(0x9C9282).vary(random, 0.1), random, 0.16);
    }

    static Paint sand(SceneRandom random) {
        return stained(Rgb.of(0xD6C6A0).vary(random, 0.08), random, 0.08);
    }

    // crowns side by side: each a dome that the sun lights from one side
    static Paint canopy(SceneRandom random, Light light, Pose pose) {
        Rgb dark = Rgb.of(0x3C5330).vary(random, 0.16);
        Rgb bright = Rgb.of(0x6A7D42).vary(random, 0.16);
        Noise noise = new Noise(random.nextLong());
        double crown = random.range(4.5, 8);
        double sunX = pose.cos() * light.sunX() + pose.sin() * light.sunY();
        double sunY = pose.cos() * light.sunY() - pose.sin() * light.sunX();
        double[] cell = new double[4];
        return (x, y, rgb) -> {
            double bend = 0.35 * noise.fractal(x, y, crown * 0.6, 2);
            noise.nearestPoint(x / crown + bend, y / crown - bend, cell);
            double dome = Math.max(0, 1 - cell[2] * cell[2] * 1.5);
            double lit = -(cell[0] * sunX + cell[1] * sunY) * light.shadowLength() * 0.75;
            double shade = 0.42 + 0.58 * dome + lit * 0.55 + 0.16 * noise.value(x * 1.1, y * 1.1);
            mix(dark, bright, cell[3], Math.max(0.22, shade), rgb);
        };
    }

    private static Paint stained(Rgb colour, SceneRandom random, double amount) {
        Noise noise = new Noise(random.nextLong());
        return (x, y, rgb) -> {
            double stain = noise.fractal(x, y, 22, 3) * amount + noise.value(x * 1.7, y * 1.7) * amount * 0.16;
            Paint.put(colour, 1 + stain, rgb);
        };
    }

    private static void mix(Rgb a, Rgb b, double part, double factor, float[] rgb) {
        rgb[0] = (float) ((a.r() + (b.r() - a.r()) * part) * factor);
        rgb[1] = (float) ((a.g() + (b.g() - a.g()) * part) * factor);
        rgb[2] = (float) ((a.b() + (b.b() - a.b()) * part) * factor);
    }
}

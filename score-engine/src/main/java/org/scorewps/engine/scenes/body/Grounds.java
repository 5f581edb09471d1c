package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Sports grounds: flat, told by their colours and lines. */
public final class Grounds {
    private static final Rgb LINE = Rgb.of(0xE9E9E2);
    private static final List<Rgb> COURTS = List.of(
            Rgb.of(0x4C7F5E), Rgb.of(0x3C6A92), Rgb.of(0xA5583E), Rgb.of(0x5E8A63), Rgb.of(0x7E5A8A), Rgb.of(0x777A74));

    private Grounds() {}

    /** A tennis court, 34 x 17 m with its run-off. */
    public static Body tennisCourt(SceneRandom random) {
        Rgb outer = random.pick(COURTS).vary(random, 0.1);
        Rgb inner = random.chance(0.5) ? outer.times(1.08) : random.pick(COURTS).vary(random, 0.1);
        List<Part> parts = new ArrayList<>();
        parts.add(ground(random, Outlines.rectangle(34, 17), outer));
        parts.add(ground(random, Outlines.rectangle(23.77, 10.97), inner));
        frame(parts, 23.77, 10.97, 0.22);
        frame(parts, 23.77, 8.23, 0.18);
        line(parts, -6.4, -4.1, -6.4, 4.1, 0.18);
        line(parts, 6.4, -4.1, 6.4, 4.1, 0.18);
        line(parts, -6.4, 0, 6.4, 0, 0.18);
        parts.add(Part.block(Outlines.rectangle(0.18, 11.6), 0, 0.9, Rgb.of(0x3A3D3C)));
        return Body.of(SceneClass.TENNIS_COURT, parts);
    }

    /** A basketball court, 30 x 17 m with its run-off. */
    public static Body basketballCourt(SceneRandom random) {
        Rgb outer = random.pick(COURTS).vary(random, 0.1);
        Rgb key = random.pick(COURTS).vary(random, 0.1);
        List<Part> parts = new ArrayList<>();
        parts.add(ground(random, Outlines.rectangle(31, 18), outer));
        for (int end = -1; end <= 1; end += 2) {
            arc(parts, end * 12.4, 6.75, outer);
            parts.add(ground(random, Outlines.rectangle(end * 14, -2.45, end * 8.2, 2.45), key));
            line(parts, end * 8.2, -2.45, end * 8.2, 2.45, 0.2);
        }
        parts.add(Part.flat(Outlines.circle(0, 0, 1.9), Paint.flat(LINE)));
        parts.add(ground(random, Outlines.circle(0, 0, 1.7), key));
        line(parts, 0, -7.5, 0, 7.5, 0.2);
        frame(parts, 28, 15, 0.22);
        return Body.of(SceneClass.BASKETBALL_COURT, parts);
    }

    /** A pool of a free form with a pale rim. */
    public static Body pool(SceneRandom random) {
        double length = random.range(7, 13);
        double width = length * random.range(0.42, 0.65);
        Rgb water = Rgb.of(0x5FB6C9).mix(Rgb.of(0x2F86B8), random.unit()).vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        double[] rim = Outlines.ellipse(0, 0, length / 2, width / 2, 28);
        double[] basin = Outlines.ellipse(0, 0, length / 2 - 0.35, width / 2 - 0.35, 28);
        if (random.chance(0.5)) {
            rim = Outlines.rectangle(length, width);
            basin = Outlines.rectangle(length - 0.7, width - 0.7);
        }
        parts.add(Part.flat(rim, Paint.flat(Rgb.of(0xDBD8CF))));
        parts.add(Part.flat(basin, Paint.grain(water, new Noise(random.nextLong()), 0.08, 2)));
        return Body.of(SceneClass.SWIMMING_POOL, parts);
    }

    /** A football pitch of a length in metres. */
    public static Body soccerField(SceneRandom random, double length) {
        double width = length * 0.65;
        Rgb grass = Rgb.of(0x5C7F3E).vary(random, 0.12);
        Paint mown = Paint.bands(grass, grass.times(0.9), length / random.between(10, 18) * 2, 0.5);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.flat(Outlines.rectangle(length + 4, width + 4), mown));
        double w = 0.35;
        frame(parts, length, width, w);
        line(parts, 0, -width / 2, 0, width / 2, w);
        ring(parts, 0, 9.15 * length / 100, w, mown);
        for (int end = -1; end <= 1; end += 2) {
            double goal = end * length / 2;
            double box = goal - end * length * 0.16;
            double half = width * 0.3;
            line(parts, box, -half, box, half, w);
            line(parts, box, -half, goal, -half, w);
            line(parts, box, half, goal, half, w);
        }
        return Body.of(SceneClass.SOCCER_FIELD, parts);
    }

    /** A running track around grass; {@code scale} 1 is the standard 400 m. */
    public static Body runningTrack(SceneRandom random, double scale) {
        double straight = 84.4 * scale;
        double radius = 46 * scale;
        Rgb track = random.pick(List.of(Rgb.of(0xA2503C), Rgb.of(0xB0654A), Rgb.of(0x4A6E96), Rgb.of(0x9B8266)))
                .vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(ground(random, Outlines.stadium(straight, radius), track));
        double lane = 1.22 * scale;
        for (int i = 1; i < 8; i++) {
            double r = radius - i * lane;
            parts.add(Part.flat(Outlines.stadium(straight, r), Paint.flat(track.mix(LINE, 0.6))));
            parts.add(ground(random, Outlines.stadium(straight, r - 0.12), track));
        }
        parts.add(ground(
                random,
                Outlines.stadium(straight, radius - 9.8 * scale),
                Rgb.of(0x668A4A).vary(random, 0.12)));
        return Body.of(SceneClass.RUNNING_TRACK, parts);
    }

    /** A baseball field of a size in metres from home plate to the fence; the origin is near the pitcher's mound. */
    public static Body baseballDiamond(SceneRandom random, double size) {
        Rgb grass = Rgb.of(0x5F8745).vary(random, 0.12);
        Rgb clay = Rgb.of(0xB58A60).vary(random, 0.1);
        double home = -size * 0.42;
        double base = size * 0.27;
        List<Part> parts = new ArrayList<>();
        parts.add(ground(random, sector(home, size), clay));
        parts.add(ground(random, sector(home + 1.5, size * 0.94), grass));
        parts.add(ground(random, sector(home - 2, base * 1.75), clay));
        double d = base / StrictMath.sqrt(2);
        double in = 2.2;
        parts.add(ground(
                random,
                new double[] {home + in * 1.6, 0, home + d, -d + in, home + 2 * d - in, 0, home + d, d - in},
                grass));
        parts.add(ground(random, Outlines.circle(home + d, 0, 2.7), clay));
        parts.add(ground(random, Outlines.circle(home, 0, 4), clay));
        double reach = size * 0.62;
        line(parts, home, 0, home + reach, -reach, 0.25);
        line(parts, home, 0, home + reach, reach, 0.25);
        return Body.of(SceneClass.BASEBALL_DIAMOND, parts);
    }

    private static Part ground(SceneRandom random, double[] corners, Rgb colour) {
        return Part.flat(corners, Paint.grain(colour, new Noise(random.nextLong()), 0.07, 6));
    }

    private static double[] sector(double home, double radius) {
        int steps = 18;
        double[] result = new double[2 * (steps + 2)];
        result[0] = home;
        for (int i = 0; i <= steps; i++) {
            double angle = Math.PI / 2 * ((double) i / steps - 0.5);
            result[2 * i + 2] = home + radius * StrictMath.cos(angle);
            result[2 * i + 3] = radius * StrictMath.sin(angle);
        }
        return result;
    }

    private static void ring(List<Part> parts, double x, double radius, double width, Paint inside) {
        parts.add(Part.flat(Outlines.circle(x, 0, radius), Paint.flat(LINE)));
        parts.add(Part.flat(Outlines.circle(x, 0, radius - width), inside));
    }

    // the three-point line: a half circle open towards the court's end
    private static void arc(List<Part> parts, double x, double radius, Rgb inside) {
        int steps = 16;
        double toMiddle = x > 0 ? Math.PI : 0;
        for (int pass = 0; pass < 2; pass++) {
            double r = radius - 0.2 * pass;
            double[] half = new double[2 * (steps + 1)];
            for (int i = 0; i <= steps; i++) {
                double angle = toMiddle + Math.PI * ((double) i / steps - 0.5);
                half[2 * i] = x + r * StrictMath.cos(angle);
                half[2 * i + 1] = r * StrictMath.sin(angle);
            }
            parts.add(Part.flat(half, Paint.flat(pass == 0 ? LINE : inside)));
        }
    }

    private static void frame(List<Part> parts, double length, double width, double thickness) {
        double l = length / 2;
        double w = width / 2;
        line(parts, -l, -w, l, -w, thickness);
        line(parts, -l, w, l, w, thickness);
        line(parts, -l, -w, -l, w, thickness);
        line(parts, l, -w, l, w, thickness);
    }

    private static void line(List<Part> parts, double x0, double y0, double x1, double y1, double thickness) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double scale = thickness / 2 / Math.sqrt(dx * dx + dy * dy);
        double nx = -dy * scale;
        double ny = dx * scale;
        double[] corners = {x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny};
        parts.add(Part.flat(corners, Paint.flat(LINE)));
    }
}

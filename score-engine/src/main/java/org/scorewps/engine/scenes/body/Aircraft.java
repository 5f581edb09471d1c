package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Relief;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** What flies, seen on the ground. */
public final class Aircraft {
    private Aircraft() {}

    /** An airliner, or a business jet, of a length in metres. */
    public static Body jet(SceneRandom random, double length) {
        double half = length / 2;
        double body = length * 0.052;
        double span = length * random.range(0.46, 0.52);
        double sweep = length * random.range(0.15, 0.22);
        Rgb colour = Rgb.of(0xF0F1F1).vary(random, 0.06);
        Rgb wing = colour.times(random.range(0.82, 0.95));
        Rgb tail = random.chance(0.4)
                ? random.pick(List.of(Rgb.of(0x24468A), Rgb.of(0xB02A2A), Rgb.of(0x2C7A5C), Rgb.of(0xD08A2A)))
                : colour;
        double root = length * 0.1;
        List<Part> parts = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            double[] wings = {
                root * 0.9,
                0,
                -root * 1.1,
                0,
                -root * 0.75 - sweep * 0.15,
                side * span * 0.35,
                -sweep - root * 0.3,
                side * span,
                -sweep + root * 0.15,
                side * span
            };
            parts.add(new Part(wings, 2, 3.2, flat(wing), Relief.tilt(0, side * 0.06), wing.times(0.6)));
            double[] stabiliser = {
                -half * 0.78, 0, -half * 0.96, 0, -half * 1.02, side * span * 0.36, -half * 0.92, side * span * 0.36
            };
            parts.add(new Part(stabiliser, 3.5, 4.4, flat(wing), Relief.LEVEL, wing.times(0.6)));
            double y = side * span * 0.36;
            double front = -sweep * 0.3 + root * 0.75;
            parts.add(Part.block(
                    Outlines.rectangle(front - length * 0.085, y - body * 0.42, front, y + body * 0.42),
                    1.2,
                    3,
                    Rgb.of(0x8E959C).vary(random, 0.1)));
        }
        double[] fuselage = {
            half,
            0,
            half * 0.95,
            -body * 0.6,
            half * 0.83,
            -body,
            -half * 0.55,
            -body,
            -half,
            -body * 0.2,
            -half,
            body * 0.2,
            -half * 0.55,
            body,
            half * 0.83,
            body,
            half * 0.95,
            body * 0.6
        };
        parts.add(new Part(fuselage, 2, 5, flat(colour), Relief.barrel(body, 0.6), colour.times(0.6)));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.98, -body * 0.13, -half * 0.72, body * 0.13), 5, 9.5 * length / 40, tail));
        parts.add(Part.block(
                Outlines.rectangle(half * 0.88, -body * 0.45, half * 0.92, body * 0.45), 5, 5, Rgb.of(0x30353C)));
        return Body.of(SceneClass.AIRPLANE, parts);
    }

    /** A small plane with straight wings and a propeller. */
    public static Body propellerPlane(SceneRandom random) {
        double length = random.range(7, 10);
        double half = length / 2;
        double span = length * 0.68;
        double chord = length * 0.17;
        Rgb colour = Rgb.of(0xEDEDEA).vary(random, 0.08);
        Rgb trim = random.pick(List.of(Rgb.of(0xB23A30), Rgb.of(0x2C4E8A), Rgb.of(0xD0A030), colour));
        List<Part> parts = new ArrayList<>();
        double x = half * 0.3;
        parts.add(new Part(
                Outlines.rectangle(x - chord / 2, -span, x + chord / 2, span),
                1.6,
                2,
                flat(colour),
                Relief.LEVEL,
                colour));
        double[] body = {
            half, -0.25, half * 0.8, -0.6, 0, -0.65, -half, -0.2, -half, 0.2, 0, 0.65, half * 0.8, 0.6, half, 0.25
        };
        parts.add(new Part(body, 0.8, 2, flat(trim), Relief.barrel(0.65, 0.5), trim.times(0.6)));
        parts.add(Part.block(
                Outlines.rectangle(-half, -span * 0.36, -half + chord * 0.6, span * 0.36), 1.5, 1.8, colour));
        parts.add(Part.block(Outlines.rectangle(x - chord / 2, -0.6, x + chord / 2, 0.6), 2.1, 2.2, colour));
        parts.add(Part.block(Outlines.rectangle(half, -1, half + 0.15, 1), 1.2, 1.6, Rgb.grey(0.25)));
        return Body.of(SceneClass.AIRPLANE, parts);
    }

    /** A helicopter with its rotor at rest. */
    public static Body helicopter(SceneRandom random) {
        double size = random.range(4.6, 6.6);
        Rgb colour = random.pick(List.of(
                        Rgb.of(0xE8E8E4), Rgb.of(0xC23A2E), Rgb.of(0x35508A), Rgb.of(0xD8A52E), Rgb.of(0x505A48)))
                .vary(random, 0.1);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(-size * 1.25, -0.25, -size * 0.1, 0.25), 1.5, 2.1, colour.times(0.9)));
        parts.add(Part.block(Outlines.rectangle(-size * 1.28, -1.1, -size * 1.15, 1.1), 2, 2.3, colour));
        parts.add(Part.block(Outlines.ellipse(size * 0.12, 0, size * 0.42, size * 0.19, 20), 0.5, 2.6, colour)
                .formed(Relief.dome(size * 0.5, 0.5)));
        parts.add(
                Part.block(Outlines.ellipse(size * 0.36, 0, size * 0.14, size * 0.13, 12), 2.4, 2.4, Rgb.of(0x26303A)));
        int blades = random.between(2, 4);
        double start = random.angle();
        for (int blade = 0; blade < blades; blade++) {
            double angle = start + 2 * Math.PI * blade / blades;
            double c = StrictMath.cos(angle);
            double s = StrictMath.sin(angle);
            double w = 0.2;
            double[] outline = {
                -s * w, c * w, s * w, -c * w, c * size + s * w, s * size - c * w, c * size - s * w, s * size + c * w
            };
            parts.add(Part.block(outline, 3.3, 3.5, Rgb.grey(0.28)));
        }
        return Body.of(SceneClass.HELICOPTER, parts);
    }

    private static Paint flat(Rgb colour) {
        return Paint.flat(colour);
    }
}

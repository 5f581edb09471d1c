package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** What floats. */
public final class Vessels {
    private static final List<Rgb> HOLD_COLOURS =
            List.of(Rgb.of(0x9A3B2E), Rgb.of(0x3E6A8E), Rgb.of(0x5E7A4F), Rgb.of(0xB98F3C), Rgb.of(0xCFCDC6));

    private Vessels() {}

    /** A motor boat. */
    public static Body motorBoat(SceneRandom random) {
        double length = random.range(5.5, 14);
        double width = length * random.range(0.28, 0.36);
        Rgb colour = Rgb.of(0xF3F3F0).vary(random, 0.05);
        double half = length / 2;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(hull(length, width, 0.4), 0, 1.1, colour));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.85, -width * 0.32, -half * 0.3, width * 0.32),
                1.1,
                1.1,
                Rgb.of(random.chance(0.5) ? 0x9C7B57 : 0xB4B7BA).vary(random, 0.1)));
        parts.add(Part.block(
                hull(length * 0.45, width * 0.7, 0.5),
                1.1,
                2,
                random.chance(0.3) ? Rgb.of(0x355A86) : colour.times(0.93)));
        parts.add(Part.block(
                Outlines.rectangle(length * 0.07, -width * 0.26, length * 0.13, width * 0.26), 2, 2, Rgb.of(0x2C3540)));
        return Body.of(SceneClass.SHIP, parts);
    }

    /** A cargo ship: long hull, bridge aft, hatches or containers. */
    public static Body cargoShip(SceneRandom random) {
        double length = random.range(45, 130);
        double width = length * random.range(0.14, 0.18);
        Rgb hull = random.pick(List.of(Rgb.of(0x7A2B24), Rgb.of(0x29384A), Rgb.of(0x35383A), Rgb.of(0x2C5A50)))
                .vary(random, 0.1);
        double half = length / 2;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(hull(length, width, 0.16), 0, 6, hull));
        parts.add(Part.block(
                hull(length - 2.5, width - 2, 0.16), 6, 6, Rgb.of(0x8D5A4A).vary(random, 0.15)));
        double cell = Math.max(6.5, length * 0.085);
        for (double x = -half * 0.6; x + cell < half * 0.72; x += cell * 1.12) {
            Rgb cargo = random.pick(HOLD_COLOURS).vary(random, 0.12);
            parts.add(Part.block(
                    Outlines.rectangle(x, -width * 0.34, x + cell, width * 0.34), 6, random.range(6.6, 10), cargo));
        }
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.88, -width * 0.42, -half * 0.68, width * 0.42),
                6,
                15,
                Rgb.of(0xEDEDE8).vary(random, 0.04)));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.84, -width * 0.14, -half * 0.76, width * 0.14), 15, 18, Rgb.of(0xC98B2E)));
        return Body.of(SceneClass.SHIP, parts);
    }

    /** A sailing boat with mast and boom. */
    public static Body sailboat(SceneRandom random) {
        double length = random.range(8, 15);
        double width = length * random.range(0.26, 0.32);
        Rgb colour = (random.chance(0.75) ? Rgb.of(0xF4F4F1) : Rgb.of(0x27406B)).vary(random, 0.05);
        double half = length / 2;
        double[] lens = {
            -half,
            -width * 0.3,
            -half * 0.2,
            -width / 2,
            half * 0.4,
            -width * 0.36,
            half,
            0,
            half * 0.4,
            width * 0.36,
            -half * 0.2,
            width / 2,
            -half,
            width * 0.3
        };
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(lens, 0, 1.1, colour));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.75, -width * 0.25, -half * 0.2, width * 0.25),
                1.1,
                1.1,
                Rgb.of(0xA98C67)));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.1, -width * 0.2, half * 0.45, width * 0.2), 1.1, 1.5, colour.times(0.9)));
        parts.add(Part.block(
                Outlines.rectangle(-half * 0.7, -0.25, half * 0.15, 0.25),
                2,
                2.4,
                Rgb.of(0x3F6DB5).vary(random, 0.3)));
        parts.add(Part.block(Outlines.circle(half * 0.15, 0, 0.15), 1.5, length * 1.2, Rgb.of(0xE8E8E8)));
        return Body.of(SceneClass.SAILBOAT, parts);
    }

    private static double[] hull(double length, double width, double bow) {
        double half = length / 2;
        double shoulder = half - length * bow;
        return new double[] {
            -half,
            -width * 0.42,
            -half + length * 0.05,
            -width / 2,
            shoulder,
            -width / 2,
            shoulder + (half - shoulder) * 0.6,
            -width * 0.3,
            half,
            0,
            shoulder + (half - shoulder) * 0.6,
            width * 0.3,
            shoulder,
            width / 2,
            -half + length * 0.05,
            width / 2,
            -half,
            width * 0.42
        };
    }
}

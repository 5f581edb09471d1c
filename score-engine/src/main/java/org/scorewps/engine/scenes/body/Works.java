package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Relief;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Plant of industry, energy, ports and farms. */
public final class Works {
    private Works() {}

    /** A large tank: floating roof sunk in its shell, or a low cone, with a stair. */
    public static Body storageTank(SceneRandom random, double radius) {
        double height = random.range(8, 14);
        Rgb shell = Rgb.of(random.chance(0.7) ? 0xE6E5E0 : 0x9A8A74).vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.circle(0, 0, radius), 0, height, shell));
        if (random.chance(0.5)) {
            Rgb roof = shell.times(random.range(0.6, 0.85));
            parts.add(Part.block(Outlines.circle(0, 0, radius - 0.7), height - 2, height - 2, roof));
            parts.add(Part.block(Outlines.circle(0, 0, radius * 0.6), height - 2, height - 2, roof.times(1.06)));
        } else {
            parts.add(Part.block(Outlines.circle(0, 0, radius - 0.4), height, height, shell)
                    .painted(Paint.grain(shell, new Noise(random.nextLong()), 0.1, radius))
                    .formed(Relief.cone(0.14)));
        }
        double side = random.chance(0.5) ? 1 : -1;
        parts.add(Part.block(
                Outlines.rectangle(0, side * radius * 0.9, radius * 0.5, side * (radius * 0.9 + 0.7)),
                0.5,
                height,
                Rgb.of(0x8F8F8A)));
        return Body.of(SceneClass.STORAGE_TANK, parts);
    }

    /** A wind turbine: thin mast, three long blades. */
    public static Body windTurbine(SceneRandom random) {
        double blade = random.range(18, 34);
        double height = blade * 1.6;
        Rgb colour = Rgb.of(0xF1F2F2);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.circle(0, 0, 3.2), 0, 0.4, Rgb.of(0xBDB8AC)));
        parts.add(Part.block(Outlines.circle(0, 0, 1.5), 0.4, height, colour));
        // seen from above the rotor is a line; blades at an angle still show their chord
        double turn = random.range(-0.5, 0.5);
        for (int i = 0; i < 3; i++) {
            double angle = turn + 2 * Math.PI * i / 3;
            double reach = blade * StrictMath.cos(angle);
            double side = blade * StrictMath.sin(angle);
            double x0 = 2.2;
            double[] outline = {x0 - 0.9, 0, x0 + 0.9, 0, x0 + 0.35 + reach * 0.35, side, x0 - 0.25 + reach * 0.35, side
            };
            parts.add(Part.block(outline, height - 1, height, colour));
        }
        parts.add(Part.block(Outlines.rectangle(-3.6, -1.4, 2.6, 1.4), height - 1, height + 1, colour.times(0.95)));
        return Body.of(SceneClass.WIND_TURBINE, parts);
    }

    /** A table of dark modules with a bright frame. */
    public static Body solarPanel(SceneRandom random, double length) {
        Rgb glass = Rgb.of(0x24375C).vary(random, 0.12);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length, 4.2), 0.8, 2, Rgb.of(0xA9B1BA)));
        parts.add(Part.block(Outlines.rectangle(length - 0.25, 3.95), 2, 2, glass)
                .painted(Paint.bands(glass, glass.mix(Rgb.grey(0.75), 0.4), 2.1, 0.07)));
        return Body.of(SceneClass.SOLAR_PANEL, parts);
    }

    /** A gantry crane: two legs on rails, a bridge with trolley, a jib over the water. */
    public static Body gantryCrane(SceneRandom random) {
        double span = random.range(20, 30);
        double gauge = random.range(12, 16);
        Rgb colour = random.pick(List.of(Rgb.of(0xD5A11E), Rgb.of(0x3A62A0), Rgb.of(0xB93A2B), Rgb.of(0xE4E4E0)))
                .vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        for (int end = -1; end <= 1; end += 2) {
            double x = end * span * 0.3;
            parts.add(Part.block(Outlines.rectangle(x - 1, -gauge / 2, x + 1, gauge / 2), 2, 16, colour.times(0.85)));
        }
        for (int side = -1; side <= 1; side += 2) {
            parts.add(Part.block(
                    Outlines.rectangle(-span * 0.55, side * 2.6 - 0.6, span * 0.75, side * 2.6 + 0.6), 18, 20, colour));
        }
        for (double x = -span * 0.55; x < span * 0.75; x += 4.5) {
            parts.add(Part.block(Outlines.rectangle(x, -2.6, x + 0.5, 2.6), 19, 20, colour.times(0.9)));
        }
        double trolley = random.range(-0.3, 0.5) * span;
        parts.add(Part.block(Outlines.rectangle(trolley, -2.4, trolley + 4, 2.4), 20, 22, Rgb.of(0xC9C9C4)));
        return Body.of(SceneClass.GANTRY_CRANE, parts);
    }

    /** A helipad: a circle with an H. */
    public static Body helipad(SceneRandom random) {
        double radius = random.range(8, 12);
        Rgb ground = random.pick(List.of(Rgb.of(0x6B6E70), Rgb.of(0x4E7A5C), Rgb.of(0x8E5A4C)))
                .vary(random, 0.1);
        Rgb mark = Rgb.of(0xEDEDE6);
        Noise noise = new Noise(random.nextLong());
        List<Part> parts = new ArrayList<>();
        parts.add(Part.flat(Outlines.circle(0, 0, radius), Paint.grain(ground, noise, 0.1, 4)));
        parts.add(Part.flat(Outlines.circle(0, 0, radius * 0.82), Paint.flat(mark)));
        parts.add(Part.flat(Outlines.circle(0, 0, radius * 0.74), Paint.grain(ground, noise, 0.1, 4)));
        double s = radius * 0.4;
        double w = radius * 0.08;
        parts.add(Part.flat(Outlines.rectangle(-s, -s * 0.7 - w, s, -s * 0.7 + w), Paint.flat(mark)));
        parts.add(Part.flat(Outlines.rectangle(-s, s * 0.7 - w, s, s * 0.7 + w), Paint.flat(mark)));
        parts.add(Part.flat(Outlines.rectangle(-w, -s * 0.7, w, s * 0.7), Paint.flat(mark)));
        return Body.of(SceneClass.HELIPAD, parts);
    }

    /** A round bale. */
    public static Body hayBale(SceneRandom random) {
        Rgb colour = Rgb.of(0xD8C27E).vary(random, 0.08);
        Part side = Part.block(Outlines.rectangle(2.0, 2.3), 0, 1.5, colour).formed(Relief.barrel(1.15, 0.75));
        return Body.of(SceneClass.HAY_BALE, List.of(side));
    }

    /** A pier on piles: planks across. */
    public static Body pier(SceneRandom random, double length, double width) {
        Rgb colour = random.pick(List.of(Rgb.of(0xA39A8A), Rgb.of(0x8B7B66), Rgb.of(0xBDBBB3)))
                .vary(random, 0.1);
        Paint planks = Paint.bands(colour, colour.times(0.88), random.range(0.8, 2.5), 0.3);
        return Body.of(
                SceneClass.PIER,
                List.of(Part.block(Outlines.rectangle(length, width), 0.3, 1.4, colour)
                        .painted(planks)));
    }
}

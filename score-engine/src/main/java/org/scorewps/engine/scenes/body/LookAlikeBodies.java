package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.LookAlike;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Relief;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/**
 * The shapes that two classes share. The class is only written on the body: form, size, height and colours come from the
 * random numbers alone, with one distribution for both.
 */
public final class LookAlikeBodies {
    private static final List<Rgb> LONG_COLOURS =
            List.of(Rgb.of(0xE8E6E0), Rgb.of(0xC9C7C0), Rgb.of(0x8E4A3C), Rgb.of(0x3F5F7E), Rgb.of(0xB8A888));

    private LookAlikeBodies() {}

    /** {@link LookAlike#LONG_BODY}. */
    public static Body longBody(SceneRandom random, SceneClass kind) {
        double length = random.range(10, 19);
        double width = random.range(2.5, 3.4);
        Rgb colour = random.pick(LONG_COLOURS).vary(random, 0.1);
        Rgb deck = colour.times(random.range(0.75, 0.95));
        double half = length / 2;
        double[] hull = {
            -half,
            -width / 2,
            half - width * 0.7,
            -width / 2,
            half,
            -width * 0.22,
            half,
            width * 0.22,
            half - width * 0.7,
            width / 2,
            -half,
            width / 2
        };
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(hull, 0, 2.2, colour));
        parts.add(Part.block(
                Outlines.rectangle(-half + 0.8, -width / 2 + 0.45, half * 0.25, width / 2 - 0.45), 2.2, 2.4, deck));
        double cabin = half * random.range(0.35, 0.5);
        parts.add(Part.block(
                Outlines.rectangle(cabin, -width / 2 + 0.35, cabin + width * 0.75, width / 2 - 0.35),
                2.2,
                3.1,
                Rgb.of(0xF2F2EE).vary(random, 0.05)));
        return Body.of(kind, LookAlike.LONG_BODY, parts);
    }

    /** {@link LookAlike#ROUND_BODY}. */
    public static Body roundBody(SceneRandom random, SceneClass kind) {
        double radius = random.range(3.2, 7.5);
        double height = radius * random.range(1.1, 1.6);
        Rgb colour = Rgb.of(0xE4E3DD).vary(random, 0.08);
        double[] rim = Outlines.circle(0, 0, radius);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(rim, 0, height, colour).formed(Relief.cone(random.range(0.12, 0.35))));
        parts.add(Part.block(Outlines.circle(0, 0, radius * 0.13), height, height + 0.3, colour.times(0.7)));
        return Body.of(kind, LookAlike.ROUND_BODY, parts);
    }

    /** {@link LookAlike#BLUE_RECTANGLE}. */
    public static Body blueRectangle(SceneRandom random, SceneClass kind) {
        double length = random.range(6, 12.2);
        double width = random.range(2.4, 3.2);
        Rgb colour = Rgb.of(0x3E9CC8).mix(Rgb.of(0x2E6FA8), random.unit()).vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length, width), 0, 0.5, colour.mix(Rgb.grey(0.85), 0.35)));
        parts.add(Part.block(Outlines.rectangle(length - 0.5, width - 0.5), 0.5, 0.5, colour)
                .painted(Paint.bands(colour, colour.times(0.93), random.range(0.9, 1.3), 0.5)));
        return Body.of(kind, LookAlike.BLUE_RECTANGLE, parts);
    }

    /** {@link LookAlike#PALE_HALL}. */
    public static Body paleHall(SceneRandom random, SceneClass kind) {
        double length = random.range(22, 44);
        double width = random.range(10, 20);
        double height = random.range(5, 8);
        Rgb colour = Rgb.of(0xD4DAD8).vary(random, 0.08);
        Paint paint = Paint.bands(colour, colour.times(0.86), random.range(2.5, 5), 0.14);
        double tilt = random.range(0.15, 0.35);
        List<Part> parts = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            parts.add(Part.block(Outlines.rectangle(-length / 2, 0, length / 2, side * width / 2), 0, height, colour)
                    .painted(paint)
                    .formed(Relief.tilt(0, side * tilt)));
        }
        return Body.of(kind, LookAlike.PALE_HALL, parts);
    }

    /** {@link LookAlike#SLENDER_TOWER}. */
    public static Body slenderTower(SceneRandom random, SceneClass kind) {
        double radius = random.range(1.7, 3.2);
        double height = random.range(18, 36);
        Rgb colour = (random.chance(0.5) ? Rgb.of(0xE2DFD6) : Rgb.of(0xB5523F)).vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.circle(0, 0, radius * 1.6), 0, 1.2, Rgb.of(0xA9A59C)));
        parts.add(Part.block(Outlines.circle(0, 0, radius), 1.2, height, colour));
        parts.add(Part.block(Outlines.circle(0, 0, radius * 0.6), height, height + 1, Rgb.of(0x3A3836)));
        return Body.of(kind, LookAlike.SLENDER_TOWER, parts);
    }
}

package org.scorewps.engine.scenes.body;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** What moves on roads and rails. */
public final class Vehicles {
    private static final List<Rgb> CAR_COLOURS = List.of(
            Rgb.of(0xF0F0EE),
            Rgb.of(0xE2E3E3),
            Rgb.of(0xB9BCBF),
            Rgb.of(0x8A8D91),
            Rgb.of(0x4A4D52),
            Rgb.of(0x2A2B2E),
            Rgb.of(0x1E1F22),
            Rgb.of(0x8C2A26),
            Rgb.of(0x27456E),
            Rgb.of(0x5A6B50));
    private static final List<Rgb> CARGO_COLOURS = List.of(
            Rgb.of(0xF1F0EC),
            Rgb.of(0xE6E4DE),
            Rgb.of(0xD5D2C8),
            Rgb.of(0x2F5C94),
            Rgb.of(0xA63A2C),
            Rgb.of(0x3F6E4C),
            Rgb.of(0xC79A35));
    private static final List<Rgb> WAGON_COLOURS =
            List.of(Rgb.of(0x6A4436), Rgb.of(0x55585A), Rgb.of(0x8A7A66), Rgb.of(0x3D4C5E), Rgb.of(0x78302A));
    private static final Rgb GLASS = Rgb.of(0x23282E);

    private Vehicles() {}

    /** A car, with its dark panes around the roof. */
    public static Body car(SceneRandom random) {
        double length = random.range(3.9, 5.1);
        double width = random.range(1.7, 2.0);
        Rgb colour = random.pick(CAR_COLOURS).vary(random, 0.1);
        double half = length / 2;
        double side = width / 2;
        double[] outline = {
            -half,
            -side * 0.75,
            -half + 0.3,
            -side,
            half - 0.6,
            -side,
            half,
            -side * 0.6,
            half,
            side * 0.6,
            half - 0.6,
            side,
            -half + 0.3,
            side,
            -half,
            side * 0.75
        };
        boolean estate = random.chance(0.4);
        double rear = estate ? -half + 0.25 : -half + 0.9;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(outline, 0, 1.2, colour));
        parts.add(Part.block(
                Outlines.rectangle(rear, -side * 0.82, half - 1.25, side * 0.82), 1.2, 1.3, GLASS.mix(colour, 0.12)));
        parts.add(Part.block(
                Outlines.rectangle(rear + 0.45, -side * 0.72, half - 2.0, side * 0.72), 1.3, 1.4, colour.times(1.04)));
        return Body.of(SceneClass.SMALL_VEHICLE, parts);
    }

    /** A lorry: cab, gap, cargo box. */
    public static Body lorry(SceneRandom random) {
        double length = random.range(9, 17);
        double width = 2.55;
        Rgb cab = random.pick(CARGO_COLOURS).vary(random, 0.1);
        Rgb box = random.pick(CARGO_COLOURS).vary(random, 0.08);
        double half = length / 2;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(-half, -0.9, half - 0.3, 0.9), 0.4, 1.1, Rgb.of(0x38383A)));
        parts.add(Part.block(Outlines.rectangle(-half, -width / 2, half - 3.1, width / 2), 1, 3.7, box));
        parts.add(Part.block(Outlines.rectangle(half - 2.3, -width / 2, half, width / 2), 0.4, 2.9, cab));
        parts.add(Part.block(
                Outlines.rectangle(half - 0.5, -width / 2 + 0.2, half - 0.1, width / 2 - 0.2), 2.9, 2.9, GLASS));
        return Body.of(SceneClass.LARGE_VEHICLE, parts);
    }

    /** A bus: one long roof with hatches. */
    public static Body bus(SceneRandom random) {
        double length = random.range(11, 13.5);
        double width = 2.6;
        double half = length / 2;
        Rgb colour = random.pick(List.of(
                        Rgb.of(0xE9B233), Rgb.of(0xC83A32), Rgb.of(0xEDEDEA), Rgb.of(0x3C8A56), Rgb.of(0x3B6FB0)))
                .vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length, width), 0.3, 3.1, colour));
        parts.add(Part.block(Outlines.rectangle(half - 0.5, -width / 2, half, width / 2), 3.1, 3.1, GLASS));
        for (double at = -0.55; at < 0.7; at += 0.55) {
            parts.add(Part.block(
                    Outlines.rectangle(half * at - 0.7, -0.65, half * at + 0.7, 0.65), 3.1, 3.3, Rgb.grey(0.82)));
        }
        return Body.of(SceneClass.BUS, parts);
    }

    /** A goods wagon. */
    public static Body railwayCar(SceneRandom random) {
        double length = 14.5;
        double width = 2.9;
        Rgb colour = random.pick(WAGON_COLOURS).vary(random, 0.15);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length + 0.8, 0.5), 0.5, 1, Rgb.of(0x2C2A28)));
        parts.add(Part.block(Outlines.rectangle(length, width), 0.6, 3.5, colour));
        if (random.chance(0.5)) {
            // open, with its load
            Rgb load = Rgb.of(random.chance(0.5) ? 0x2B2A29 : 0x8D7B5F).vary(random, 0.1);
            parts.add(Part.block(Outlines.rectangle(length - 0.6, width - 0.6), 3.4, 3.4, load));
        } else {
            parts.add(Part.block(Outlines.rectangle(length, 0.5), 3.5, 3.7, colour.times(1.25)));
        }
        return Body.of(SceneClass.RAILWAY_CAR, parts);
    }

    /** A shipping container of any colour. */
    public static Body container(SceneRandom random, Rgb colour, double length, int stacked) {
        double top = 2.6 * stacked;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length, 2.44), 0, top, colour));
        for (double x = -length / 2 + 1.5; x < length / 2 - 1; x += 1.5) {
            parts.add(Part.block(Outlines.rectangle(x, -1.1, x + 0.5, 1.1), top, top, colour.times(0.9)));
        }
        return Body.of(SceneClass.SHIPPING_CONTAINER, parts);
    }
}

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

/** Roofs. */
public final class Buildings {
    private static final List<Rgb> TILES = List.of(
            Rgb.of(0x9C5A42), Rgb.of(0x84503F), Rgb.of(0x6E6A66), Rgb.of(0x57565A), Rgb.of(0x7F7468), Rgb.of(0xA89A88));
    private static final List<Rgb> FLAT_ROOFS = List.of(
            Rgb.of(0xD9D8D2), Rgb.of(0xB5B3AC), Rgb.of(0x8B8A86), Rgb.of(0x9AA3A8), Rgb.of(0x6F7C88), Rgb.of(0xC2B59C));

    private Buildings() {}

    /** A house: gable or hip roof, sometimes with a wing. */
    public static Body house(SceneRandom random) {
        double length = random.range(9, 16);
        double width = random.range(7.5, 10.5);
        Rgb colour = random.pick(TILES).vary(random, 0.14);
        double eaves = random.range(3, 6);
        List<Part> parts = new ArrayList<>();
        if (random.chance(0.4)) {
            double wing = width * 0.7;
            double x = random.range(-0.2, 0.2) * length;
            gable(parts, new Noise(random.nextLong()), colour, wing, length * 0.8, eaves, true, x, width * 0.35);
        }
        Noise noise = new Noise(random.nextLong());
        if (random.chance(0.5)) {
            gable(parts, noise, colour, length, width, eaves, false, 0, 0);
        } else {
            hip(parts, noise, colour, length, width, eaves);
        }
        parts.add(Part.block(
                Outlines.shift(Outlines.rectangle(0.8, 0.8), random.range(-0.3, 0.3) * length, width * 0.12),
                eaves,
                eaves + 1,
                Rgb.of(0x7B5B4E)));
        return Body.of(SceneClass.HOUSE, parts);
    }

    /** A church: nave, choir, tower with a dark spire. */
    public static Body church(SceneRandom random) {
        double length = random.range(20, 30);
        double width = random.range(9, 12);
        Rgb colour = random.pick(TILES).vary(random, 0.1);
        Noise noise = new Noise(random.nextLong());
        List<Part> parts = new ArrayList<>();
        gable(parts, noise, colour, width * 0.8, width * 2, 8, true, length * 0.22, 0);
        gable(parts, noise, colour, length, width, 9, false, 0, 0);
        parts.add(Part.block(Outlines.circle(length / 2, 0, width * 0.4), 0, 8, colour)
                .formed(Relief.cone(0.4)));
        double side = width * 0.55;
        double x = -length / 2 - side * 0.2;
        double[][] faces = {{-1, -1, 1, -1, 0, -1}, {1, -1, 1, 1, 1, 0}, {1, 1, -1, 1, 0, 1}, {-1, 1, -1, -1, -1, 0}};
        parts.add(Part.block(Outlines.shift(Outlines.rectangle(side, side), x, 0), 0, 20, Rgb.of(0x8A8072)));
        for (double[] face : faces) {
            double[] triangle = {
                x, 0, x + face[0] * side / 2, face[1] * side / 2, x + face[2] * side / 2, face[3] * side / 2
            };
            parts.add(Part.block(triangle, 20, 20, Rgb.of(0x4E6A62)).formed(Relief.tilt(face[4] * 0.6, face[5] * 0.6)));
        }
        return Body.of(SceneClass.CHURCH, parts);
    }

    /** A flat-roofed hall with parapet, skylights and machines. */
    public static Body warehouse(SceneRandom random, double length, double width) {
        double height = random.range(6, 13);
        Rgb colour = random.pick(FLAT_ROOFS).vary(random, 0.08);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.block(Outlines.rectangle(length, width), 0, height, colour.times(1.08)));
        parts.add(Part.block(Outlines.rectangle(length - 1, width - 1), height, height, colour)
                .painted(Paint.grain(colour, new Noise(random.nextLong()), 0.12, random.range(5, 25))));
        if (random.chance(0.5)) {
            double step = random.range(6, 11);
            for (double x = -length / 2 + step; x < length / 2 - 3; x += step) {
                parts.add(Part.block(
                        Outlines.rectangle(x, -width * 0.36, x + 1.2, width * 0.36),
                        height,
                        height + 0.3,
                        colour.mix(Rgb.of(0xDDE6EA), 0.7)));
            }
        }
        int machines = random.between(1, 7);
        for (int i = 0; i < machines; i++) {
            double size = random.range(1.2, 3.4);
            double[] box = Outlines.shift(
                    Outlines.rectangle(size, size * random.range(0.6, 1)),
                    random.range(-0.4, 0.4) * length,
                    random.range(-0.38, 0.38) * width);
            parts.add(Part.block(box, height, height + random.range(0.8, 2), Rgb.grey(random.range(0.5, 0.85))));
        }
        return Body.of(SceneClass.WAREHOUSE, parts);
    }

    private static void gable(
            List<Part> parts,
            Noise noise,
            Rgb colour,
            double length,
            double width,
            double top,
            boolean across,
            double x,
            double y) {
        Paint paint = Paint.grain(colour, noise, 0.13, 2.2);
        for (int side = -1; side <= 1; side += 2) {
            double[] half = across
                    ? Outlines.rectangle(x, y - width / 2, x + side * length / 2, y + width / 2)
                    : Outlines.rectangle(x - length / 2, y, x + length / 2, y + side * width / 2);
            Relief slope = across ? Relief.tilt(side * 0.5, 0) : Relief.tilt(0, side * 0.5);
            parts.add(Part.block(half, 0, top, Rgb.of(0xCFC8BA)).painted(paint).formed(slope));
        }
    }

    private static void hip(List<Part> parts, Noise noise, Rgb colour, double length, double width, double top) {
        Paint paint = Paint.grain(colour, noise, 0.13, 2.2);
        double l = length / 2;
        double w = width / 2;
        double ridge = Math.max(0.2, l - w);
        for (int side = -1; side <= 1; side += 2) {
            double[] slope = {-l, side * w, l, side * w, ridge, 0, -ridge, 0};
            parts.add(Part.block(slope, 0, top, Rgb.of(0xCFC8BA)).painted(paint).formed(Relief.tilt(0, side * 0.5)));
            double[] end = {side * l, -w, side * l, w, side * ridge, 0};
            parts.add(Part.block(end, 0, top, Rgb.of(0xCFC8BA)).painted(paint).formed(Relief.tilt(side * 0.5, 0)));
        }
    }
}

package org.scorewps.engine.scenes.layout;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.Plants;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Straight streets between blocks, winding lanes in the country, roundabouts. */
final class Streets {
    private static final Paint WHITE = Paint.flat(Rgb.of(0xDADAD4));
    private static final Paint KERB = Paint.flat(Rgb.of(0xB0ACA2));

    private final Stage stage;
    private final SceneRandom random;
    private final Paint asphalt;
    private final List<Pose> roundabouts = new ArrayList<>();

    Streets(Stage stage, SceneRandom random) {
        this.stage = stage;
        this.random = random;
        this.asphalt = Materials.asphalt(random);
    }

    /** Paints a street and keeps its end as a place for a roundabout. */
    void paint(Plan.Street street, boolean rural) {
        Pose pose = street.pose();
        double half = street.length() / 2;
        double width = street.width();
        if (rural) {
            stage.stripe(pose, -half, 0, half, 0, width * 0.45, Materials.gravel(random), 0.8);
            return;
        }
        stage.stripe(pose, -half, 0, half, 0, width + 4, KERB, 0.9);
        stage.stripe(pose, -half, 0, half, 0, width, asphalt, 1);
        for (double x = -half + 3; x < half - 3; x += 9) {
            stage.stripe(pose, x, 0, x + 3, 0, 0.16, WHITE, 0.8);
        }
        if (random.chance(0.2)) {
            Pose end = street.end(random.chance(0.5));
            if (stage.free(end.x(), end.y(), 26) && stage.dry(end.x(), end.y(), 26)) {
                stage.take(end.x(), end.y(), 27);
                roundabouts.add(end);
            }
        }
    }

    /** Cars and trees along a street. */
    void traffic(Plan.Street street, boolean rural) {
        double half = street.length() / 2;
        double width = street.width();
        double gap = rural ? 150 : random.range(14, 70);
        boolean parked = !rural && random.chance(0.4);
        boolean lined = !rural && random.chance(0.35);
        for (double x = -half + random.unit() * gap; x < half - 6; x += gap * random.range(0.5, 1.5)) {
            int lane = random.chance(0.5) ? 1 : -1;
            boolean large = !rural && random.chance(0.12);
            put(large, street, x, rural ? 0 : lane * width * 0.17, lane > 0 ? 0 : Math.PI);
        }
        for (double x = -half + 10; x < half - 10; x += 6.2) {
            if (parked && random.chance(0.5)) {
                int side = random.chance(0.5) ? 1 : -1;
                put(false, street, x, side * (width / 2 - 1.1), random.chance(0.5) ? 0 : Math.PI);
            }
            if (lined && random.chance(0.5)) {
                int side = random.chance(0.5) ? 1 : -1;
                Pose pose = street.pose().then(x, side * (width / 2 + 2.2), 0);
                if (stage.dry(pose.x(), pose.y(), 2)) {
                    stage.put(Plants.tree(random, random.range(1.6, 3.4)), pose);
                }
            }
        }
    }

    private void put(boolean large, Plan.Street street, double x, double y, double turn) {
        Body body = large ? ParkingBlocks.large(stage, random, 0.2, 0.4) : Vehicles.car(random);
        stage.putFree(body, street.pose().then(x, y, turn), large ? 6 : 2.2);
    }

    /** Draws the roundabouts with cars on them. */
    void drawRoundabouts() {
        for (Pose pose : roundabouts) {
            double radius = random.range(14, 23);
            double island = radius * random.range(0.42, 0.62);
            List<Part> parts = new ArrayList<>();
            parts.add(Part.flat(Outlines.circle(0, 0, radius), asphalt));
            parts.add(Part.flat(Outlines.circle(0, 0, island + 0.7), KERB));
            parts.add(Part.flat(Outlines.circle(0, 0, island), Materials.grass(random)));
            stage.paint(Outlines.circle(0, 0, radius + 2), pose, KERB, 0.9);
            stage.put(Body.of(SceneClass.ROUNDABOUT, parts), pose);
            if (random.chance(0.6)) {
                stage.put(Plants.tree(random, island * random.range(0.25, 0.6)), pose);
            }
            int cars = random.between(0, 4);
            for (int i = 0; i < cars; i++) {
                double angle = i * 2 * Math.PI / cars + random.range(0, 0.8);
                double r = (radius + island) / 2;
                stage.put(
                        Vehicles.car(random),
                        pose.then(r * StrictMath.cos(angle), r * StrictMath.sin(angle), angle + Math.PI / 2));
            }
        }
    }

    /** A winding lane across the picture. */
    void lane(double middleX, double middleY, double reach) {
        double angle = random.angle();
        double bend = random.range(15, 45);
        double length = random.range(120, 240);
        double width = random.range(4.5, 8);
        Noise noise = new Noise(random.nextLong());
        Pose frame = Pose.of(middleX, middleY, angle);
        double offset = random.range(-0.5, 0.5) * reach;
        double step = 6;
        int count = (int) (2 * reach / step);
        double[] left = new double[2 * (count + 1)];
        double[] outline = new double[4 * (count + 1)];
        for (int i = 0; i <= count; i++) {
            double x = -reach + i * step;
            double y = offset + bend * noise.fractal(x, 0, length, 2);
            double slope = bend * (noise.fractal(x + 1, 0, length, 2) - noise.fractal(x - 1, 0, length, 2)) / 2;
            double scale = width / 2 / Math.sqrt(1 + slope * slope);
            left[2 * i] = x;
            left[2 * i + 1] = y;
            outline[2 * i] = x - slope * scale;
            outline[2 * i + 1] = y + scale;
            outline[4 * count + 2 - 2 * i] = x + slope * scale;
            outline[4 * count + 3 - 2 * i] = y - scale;
            stage.take(frame.worldX(x, y), frame.worldY(x, y), width / 2 + 1);
        }
        stage.paint(outline, frame, asphalt, 1);
        for (int i = 1; i < count; i++) {
            double turn = StrictMath.atan2(left[2 * i + 3] - left[2 * i - 1], left[2 * i + 2] - left[2 * i - 2]);
            Pose here = frame.then(left[2 * i], left[2 * i + 1], turn);
            stage.paint(Outlines.rectangle(2.6, 0.16), here, WHITE, 0.7);
            if (random.chance(0.12) && stage.dry(here.x(), here.y(), 3)) {
                stage.put(Vehicles.car(random), here.then(0, width * 0.22, 0));
            }
        }
    }
}

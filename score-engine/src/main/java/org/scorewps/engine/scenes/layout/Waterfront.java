package org.scorewps.engine.scenes.layout;

import java.util.List;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.body.Vessels;
import org.scorewps.engine.scenes.body.Works;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.catalog.SceneType;
import org.scorewps.engine.scenes.draw.Noise;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Part;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Piers, moored and moving ships, lighthouses, bridges. */
final class Waterfront {
    private final Stage stage;
    private final SceneRandom random;
    private final double middleX;
    private final double middleY;
    private final double reach;

    /**
     * @param middleX the picture's middle
     * @param reach half of the picture's longer side and a margin, metres
     */
    Waterfront(Stage stage, SceneRandom random, double middleX, double middleY, double reach) {
        this.stage = stage;
        this.random = random;
        this.middleX = middleX;
        this.middleY = middleY;
        this.reach = reach;
    }

    /** Draws all of it. */
    void draw(SceneType type) {
        if (type.water() == SceneType.Water.NONE) {
            return;
        }
        if (type.water() == SceneType.Water.RIVER) {
            bridges();
        } else {
            boolean marina = type == SceneType.HARBOUR;
            if (type == SceneType.PORT) {
                quay();
            } else {
                piers(marina ? 1 : 0.25);
            }
            lighthouses(random.chance(0.7) ? 1 : 0.3);
        }
        traffic(type);
    }

    private void piers(double share) {
        double inland = StrictMath.atan2(stage.shore().normalY(), stage.shore().normalX());
        double step = random.range(34, 60);
        double length = random.range(30, 80);
        double width = random.range(2.2, 4.5);
        for (double along = -reach; along < reach; along += step) {
            if (!random.chance(share)) {
                continue;
            }
            double[] edge = shoreAt(along);
            double out = length * random.range(0.7, 1.1);
            // its foot on land, its head on the water
            Pose pier = Pose.of(edge[0], edge[1], inland + Math.PI);
            stage.put(Works.pier(random, out + 4, width), pier.then(out / 2 - 2, 0, 0));
            takeAlong(pier, out, 12);
            berths(pier, out, width);
        }
    }

    private void berths(Pose pier, double out, double width) {
        double full = random.range(0.4, 0.95);
        double boat = random.range(5, 8);
        double sails = random.range(0, 0.6);
        for (int side = -1; side <= 1; side += 2) {
            for (double x = 6; x < out - 2; x += boat) {
                if (!random.chance(full)) {
                    continue;
                }
                Body body = boat(sails, 0.3);
                double y = side * (width / 2 + 1 + body.radius());
                double turn = side * Math.PI / 2 + (random.chance(0.3) ? Math.PI : 0) + random.range(-0.04, 0.04);
                Pose berth = pier.then(x, y, turn);
                if (stage.shore().inland(berth.x(), berth.y()) < -body.radius()) {
                    stage.put(body, berth);
                }
            }
        }
    }

    private void quay() {
        double along = StrictMath.atan2(stage.shore().normalX(), -stage.shore().normalY());
        double at = -reach + random.range(0, 60);
        while (at < reach) {
            double[] edge = shoreAt(at);
            boolean big = random.chance(0.6);
            Body ship = big ? Vessels.cargoShip(random) : boat(0.1, 0.7);
            double off = 3 + (big ? ship.radius() * 0.18 : 2);
            Pose berth = Pose.of(
                    edge[0] - stage.shore().normalX() * off,
                    edge[1] - stage.shore().normalY() * off,
                    along + (random.chance(0.5) ? 0 : Math.PI));
            if (afloat(berth, ship.radius())) {
                stage.put(ship, berth);
                takeAlong(berth.then(-ship.radius(), 0, 0), 2 * ship.radius(), 10);
            }
            if (random.chance(0.6)) {
                Pose crane = Pose.of(edge[0], edge[1], along - Math.PI / 2);
                stage.put(
                        Works.gantryCrane(random),
                        Pose.of(
                                crane.x() + stage.shore().normalX() * 7,
                                crane.y() + stage.shore().normalY() * 7,
                                StrictMath.atan2(
                                        -stage.shore().normalY(), -stage.shore().normalX())));
            }
            at += 2 * ship.radius() + random.range(8, 50);
        }
    }

    private boolean afloat(Pose pose, double half) {
        return stage.shore().inland(pose.worldX(half, 0), pose.worldY(half, 0)) < -1
                && stage.shore().inland(pose.worldX(-half, 0), pose.worldY(-half, 0)) < -1;
    }

    private void lighthouses(double share) {
        if (!random.chance(share)) {
            return;
        }
        int count = random.between(1, 2);
        for (int i = 0; i < count; i++) {
            double[] edge = shoreAt(random.range(-0.4, 0.4) * reach);
            double out = random.range(-4, 45);
            double x = edge[0] - stage.shore().normalX() * out;
            double y = edge[1] - stage.shore().normalY() * out;
            if (stage.free(x, y, 9)) {
                stage.take(x, y, 12);
                Pose pose = Pose.of(x, y, random.angle());
                Paint rock = Materials.gravel(random);
                stage.paint(Outlines.blob(random, 12, 0.12), pose, Paint.flat(Rgb.of(0xC9D2CF)), 0.45);
                stage.paint(Outlines.blob(random, 9.5, 0.1), pose, rock, 1);
                stage.put(LookAlikeBodies.slenderTower(random, SceneClass.LIGHTHOUSE), pose);
            }
        }
    }

    private void traffic(SceneType type) {
        double area = 4 * reach * reach;
        boolean river = type.water() == SceneType.Water.RIVER;
        int count = (int) Math.min(400, area / random.range(900, 5000) * (river ? 1.5 : 1));
        double sails = random.range(0, 0.5);
        double alike = random.range(0.25, 0.75);
        for (int i = 0; i < count; i++) {
            double x = middleX + random.range(-reach, reach);
            double y = middleY + random.range(-reach, reach);
            Body ship = !river && random.chance(0.06) ? Vessels.cargoShip(random) : boat(sails, alike);
            double radius = ship.radius() + 2;
            if (stage.shore().inland(x, y) < -radius && stage.free(x, y, radius)) {
                stage.take(x, y, radius);
                Pose pose = Pose.of(x, y, random.angle());
                if (random.chance(0.3) && afloat(pose, ship.radius() * 5)) {
                    wake(pose, ship.radius());
                }
                stage.put(ship, pose);
            }
        }
    }

    // foam that widens and fades behind the ship
    private void wake(Pose pose, double half) {
        double length = half * random.range(2, 5);
        Paint foam = Paint.grain(Rgb.of(0xD3DEDF), new Noise(random.nextLong()), 0.35, 2.5);
        int slices = 14;
        for (int i = 0; i < slices; i++) {
            double from = (double) i / slices;
            double to = (i + 1.0) / slices;
            double x0 = -half * 0.7 - from * length;
            double x1 = -half * 0.7 - to * length;
            double y0 = half * (0.14 + 0.4 * from);
            double y1 = half * (0.14 + 0.4 * to);
            double[] slice = {x0, -y0, x0, y0, x1, y1, x1, -y1};
            stage.paint(slice, pose, foam, 0.55 * (1 - from) * (1 - from));
        }
    }

    private Body boat(double sails, double alike) {
        if (stage.shows(SceneClass.SAILBOAT) && random.chance(sails)) {
            return Vessels.sailboat(random);
        }
        return random.chance(alike) ? LookAlikeBodies.longBody(random, SceneClass.SHIP) : Vessels.motorBoat(random);
    }

    private void bridges() {
        int count = 1 + (int) (reach / 250);
        double across = StrictMath.atan2(stage.shore().normalY(), stage.shore().normalX());
        for (int i = 0; i < count; i++) {
            double along = count == 1 ? random.range(-0.3, 0.3) * reach : random.range(-0.9, 0.9) * reach;
            double[] mid = shoreAt(along);
            Pose pose = Pose.of(mid[0], mid[1], across + random.range(-0.15, 0.15));
            if (!stage.free(mid[0], mid[1], 30)) {
                continue;
            }
            double width = random.range(8, 15);
            double length = stage.shore().riverWidth() * 1.12 + 14;
            Rgb deck = Rgb.grey(random.range(0.42, 0.62));
            Paint asphalt = Materials.asphalt(random);
            stage.stripe(pose, -400, 0, 400, 0, width - 1.5, asphalt, 1);
            stage.put(
                    Body.of(
                            SceneClass.BRIDGE,
                            List.of(
                                    Part.block(Outlines.rectangle(length, width), 3, 5, deck.mix(Rgb.grey(0.8), 0.5)),
                                    Part.block(Outlines.rectangle(length, width - 1.6), 5, 5, deck)
                                            .painted(asphalt))),
                    pose);
            takeAlong(pose.then(-90, 0, 0), 180, width);
            for (double x = -90; x < 90; x += random.range(12, 60)) {
                int lane = random.chance(0.5) ? 1 : -1;
                stage.put(Vehicles.car(random), pose.then(x, lane * width * 0.22, lane > 0 ? 0 : Math.PI));
            }
        }
    }

    // along the shore, from the picture's middle
    private double[] shoreAt(double along) {
        return stage.shore()
                .edgeNear(
                        middleX - stage.shore().normalY() * along,
                        middleY + stage.shore().normalX() * along);
    }

    private void takeAlong(Pose pose, double length, double radius) {
        for (double x = 0; x <= length; x += radius) {
            stage.take(pose.worldX(x, 0), pose.worldY(x, 0), radius);
        }
    }
}

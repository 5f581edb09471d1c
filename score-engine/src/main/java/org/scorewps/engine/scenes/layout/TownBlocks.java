package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.Buildings;
import org.scorewps.engine.scenes.body.Grounds;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.body.Works;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Where people live, shop and play. */
final class TownBlocks {
    private TownBlocks() {}

    /** Two rows of lots along the longer sides: house, drive, car, perhaps a pool. */
    static void residential(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double lot = random.range(19, 28);
        double setBack = random.range(9, 12);
        Paint drive = Materials.concrete(random);
        if (site.width() > 50 && random.chance(0.25)) {
            Pose place = site.somewhere(30, random.range(-0.2, 0.2));
            stage.putFree(Buildings.church(random), place, 17);
        }
        for (int side = -1; side <= 1; side += 2) {
            double y = side * (site.width() / 2 - setBack);
            if (site.width() < 36 && side > 0) {
                break;
            }
            for (double x = -site.length() / 2 + lot / 2; x < site.length() / 2 - lot / 3; x += lot) {
                lot(stage, site, random, drive, x + random.range(-1.5, 1.5), y, side);
            }
        }
        Blocks.trees(stage, site, random, random.range(0.4, 1.6));
    }

    private static void lot(Stage stage, Site site, SceneRandom random, Paint drive, double x, double y, int side) {
        Pose pose = site.pose().then(x, y, random.range(-0.06, 0.06) + (random.chance(0.3) ? Math.PI / 2 : 0));
        if (!stage.dry(pose.x(), pose.y(), 14)) {
            return;
        }
        double driveX = x + 8.6;
        stage.stripe(site.pose(), driveX, y, driveX, side * (site.width() / 2 + 1), 3, drive, 0.9);
        if (random.chance(0.12)) {
            return; // not built yet
        }
        stage.putFree(Buildings.house(random), pose, 8);
        if (random.chance(0.65)) {
            Pose parked = site.pose().then(driveX, y + side * 4, Math.PI / 2 + random.range(-0.08, 0.08));
            stage.put(Vehicles.car(random), parked);
            stage.take(parked.x(), parked.y(), 3);
        }
        if (random.chance(0.5) && site.width() > 46) {
            pool(stage, site, random, drive, x + random.range(-3, 3), y - side * random.range(13.5, 17));
        }
    }

    private static void pool(Stage stage, Site site, SceneRandom random, Paint deck, double x, double y) {
        Pose pose = site.pose().then(x, y, random.range(-0.3, 0.3));
        Body body = random.chance(0.6)
                ? LookAlikeBodies.blueRectangle(random, SceneClass.SWIMMING_POOL)
                : Grounds.pool(random);
        if (stage.free(pose.x(), pose.y(), 6) && stage.dry(pose.x(), pose.y(), 7)) {
            stage.paint(Outlines.rectangle(15, 6.5), pose, deck, random.range(0.3, 1));
            stage.take(pose.x(), pose.y(), 6.5);
            stage.put(body, pose);
        }
    }

    /** Large halls with cars in front. */
    static void commercial(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double depth = site.width() * random.range(0.42, 0.55);
        double x = -site.length() / 2 + 4;
        while (x < site.length() / 2 - 22) {
            double length = Math.min(random.range(24, 75), site.length() / 2 - 4 - x);
            double width = depth * random.range(0.75, 1);
            Pose pose = site.pose().then(x + length / 2, -site.width() / 2 + 4 + width / 2, 0);
            stage.put(Buildings.warehouse(random, length, width), pose);
            x += length + random.range(5, 14);
        }
        double rest = site.width() - depth - 12;
        Pose front = site.pose().then(0, site.width() / 2 - 3 - rest / 2, 0);
        Site parking = new Site(site.kind(), front, site.length() - 8, rest, random.fork(3));
        if (rest > 26 && random.chance(0.35)) {
            ParkingBlocks.lorries(stage, parking);
        } else {
            ParkingBlocks.cars(stage, parking);
        }
    }

    /** A big ground or two, and rows of courts. */
    static void sports(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        if (random.chance(0.6)) {
            track(stage, site, random);
        }
        for (int attempt = 0; attempt < 4; attempt++) {
            double room = Math.min(site.width(), site.length());
            double turn = random.chance(0.7) ? 0 : random.angle();
            switch (random.below(3)) {
                case 0 -> track(stage, site, random);
                case 1 -> {
                    double size = Math.min(random.range(55, 95), room * 0.8);
                    double radius = size * 0.6;
                    stage.putFree(
                            Grounds.baseballDiamond(random, size), site.somewhere(radius, random.angle()), radius);
                }
                default -> {
                    double length = Math.min(random.range(60, 105), room * 0.85);
                    if (stage.shows(SceneClass.SOCCER_FIELD)) {
                        stage.putFree(
                                Grounds.soccerField(random, length), site.somewhere(length * 0.6, turn), length * 0.6);
                    }
                }
            }
        }
        for (int attempt = 0; attempt < 22; attempt++) {
            courts(stage, site, random);
        }
        if (random.chance(0.4)) {
            stage.putFree(Grounds.pool(random), site.somewhere(10, random.angle()), 9);
        }
        Blocks.trees(stage, site, random, random.range(0.2, 0.7));
    }

    private static void track(Stage stage, Site site, SceneRandom random) {
        double scale = Math.min(1, Math.min((site.width() - 6) / 94, (site.length() - 6) / 178));
        double half = 88.5 * scale;
        if (scale < 0.55) {
            return;
        }
        Pose pose = site.pose()
                .then(
                        random.range(-1, 1) * (site.length() / 2 - half - 2),
                        random.range(-1, 1) * (site.width() / 2 - 47 * scale - 2),
                        0);
        if (stage.putLong(Grounds.runningTrack(random, scale), pose, half, 46 * scale)
                && stage.shows(SceneClass.SOCCER_FIELD)
                && random.chance(0.5)) {
            stage.putOnLatest(Grounds.soccerField(random, 98 * scale), pose);
        }
    }

    private static void courts(Stage stage, Site site, SceneRandom random) {
        int count = random.between(1, 4);
        boolean tennis = random.chance(0.6);
        double turn = random.chance(0.5) ? 0 : Math.PI / 2;
        double radius = Math.max(18, count * 9.5);
        Pose pose = site.somewhere(Math.min(radius, site.width() / 2 - 1), turn);
        if (!stage.free(pose.x(), pose.y(), radius) || !stage.dry(pose.x(), pose.y(), radius)) {
            return;
        }
        stage.take(pose.x(), pose.y(), radius);
        // courts side by side look the same
        long look = random.nextLong();
        for (int i = 0; i < count; i++) {
            SceneRandom same = new SceneRandom(look);
            Body court = tennis ? Grounds.tennisCourt(same) : Grounds.basketballCourt(same);
            stage.put(court, pose.then(0, (i - (count - 1) / 2.0) * 18.6, 0));
        }
        if (random.chance(0.05)) {
            stage.putFree(Works.helipad(random), site.somewhere(14, random.angle()), 13);
        }
    }
}

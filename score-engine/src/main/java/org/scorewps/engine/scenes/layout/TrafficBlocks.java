package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Aircraft;
import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.body.Works;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Airports, container ports and rail yards. */
final class TrafficBlocks {
    private static final Paint YELLOW = Paint.flat(Rgb.of(0xC9A63A));
    private static final Paint RAIL = Paint.flat(Rgb.of(0x6B5D52));
    private static final Paint SLEEPERS = Paint.bands(Rgb.of(0x877B6C), Rgb.of(0x5B5048), 0.65, 0.4);

    private TrafficBlocks() {}

    /** Hangars at the back, planes in a row, a taxiway in front. */
    static void airport(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double back = -site.width() / 2;
        for (double x = -site.length() / 2 + 26; x < site.length() / 2 - 24; x += random.range(46, 62)) {
            Pose pose = site.pose().then(x, back + 15, random.chance(0.7) ? 0 : Math.PI);
            if (random.chance(0.5)) {
                stage.put(LookAlikeBodies.paleHall(random, SceneClass.HANGAR), pose);
            } else if (random.chance(0.8)) {
                stage.put(Works.helipad(random), pose);
                if (random.chance(0.7)) {
                    stage.put(Aircraft.helicopter(random), pose.then(0, 0, random.angle()));
                }
            }
        }
        double y = back + 34;
        while (y < site.width() / 2 - 16) {
            double size = random.chance(0.35) ? 9 : random.range(15, Math.min(62, site.width() * 0.4));
            double row = size * 1.12 + 6;
            if (y + row > site.width() / 2 - 6) {
                break;
            }
            planes(stage, site, random, y + row / 2, size);
            double taxi = y + row + 5;
            stage.stripe(site.pose(), -site.length() / 2, taxi, site.length() / 2, taxi, 0.5, YELLOW, 0.85);
            y += row + 12;
        }
    }

    private static void planes(Stage stage, Site site, SceneRandom random, double y, double size) {
        double facing = random.chance(0.5) ? Math.PI / 2 : -Math.PI / 2;
        double lean = random.chance(0.6) ? 0 : random.range(-0.5, 0.5);
        double full = random.range(0.5, 0.95);
        double step = Math.max(14, size * 1.15);
        boolean helicopters = size < 12 && random.chance(0.4);
        for (double x = -site.length() / 2 + step / 2 + 3; x < site.length() / 2 - step / 2; x += step) {
            stage.stripe(site.pose(), x, y - size * 0.6, x, y + size * 0.6 + 8, 0.4, YELLOW, 0.7);
            if (random.chance(full)) {
                double length = size * random.range(0.85, 1);
                Body plane = size > 12
                        ? Aircraft.jet(random, length)
                        : helicopters ? Aircraft.helicopter(random) : Aircraft.propellerPlane(random);
                stage.put(plane, site.pose().then(x, y, facing + lean + random.range(-0.04, 0.04)));
            }
            if (random.chance(0.3)) {
                Pose cart = site.pose().then(x + step / 2, y + random.range(-0.4, 0.4) * size, random.angle());
                stage.put(random.chance(0.7) ? Vehicles.car(random) : Vehicles.lorry(random), cart);
            }
        }
    }

    /** Containers in stacks with lanes, cranes over them. */
    static void port(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double alike = random.range(0.2, 0.7);
        for (double y = -site.width() / 2 + 10; y < site.width() / 2 - 9; y += 24) {
            for (double x = -site.length() / 2 + 10; x < site.length() / 2 - 8; x += 13.2) {
                if (random.chance(0.2)) {
                    continue;
                }
                int rows = random.between(2, 6);
                for (int i = 0; i < rows; i++) {
                    stage.put(
                            container(random, alike),
                            site.pose().then(x + random.range(-0.2, 0.2), y - 7 + i * 3.1, 0));
                }
            }
            double lane = y + 14;
            for (double x = -site.length() / 2 + 12; x < site.length() / 2 - 12; x += random.range(22, 70)) {
                stage.put(
                        ParkingBlocks.large(stage, random, 0.4, 0),
                        site.pose().then(x, lane, random.chance(0.5) ? 0 : Math.PI));
            }
            if (random.chance(0.55)) {
                Pose crane = site.pose().then(random.range(-0.35, 0.35) * site.length(), y, Math.PI / 2);
                stage.put(Works.gantryCrane(random), crane);
            }
        }
    }

    private static Body container(SceneRandom random, double alike) {
        if (random.chance(alike)) {
            return LookAlikeBodies.blueRectangle(random, SceneClass.SHIPPING_CONTAINER);
        }
        Rgb colour = Rgb.of(new int[] {0x9C3B2C, 0xB5622E, 0xC9C6BE, 0x4C6B4A, 0x6E6F72, 0xB99A3A}[random.below(6)]);
        return Vehicles.container(
                random, colour.vary(random, 0.12), random.chance(0.6) ? 12.2 : 6.1, random.between(1, 3));
    }

    /** Tracks side by side, with strings of wagons. */
    static void rail(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double spacing = random.range(4.8, 6.5);
        for (double y = -site.width() / 2 + 4; y < site.width() / 2 - 3; y += spacing) {
            if (random.chance(0.12)) {
                continue;
            }
            double half = site.length() / 2;
            stage.stripe(site.pose(), -half, y, half, y, 2.5, SLEEPERS, 0.75);
            stage.stripe(site.pose(), -half, y - 0.72, half, y - 0.72, 0.16, RAIL, 0.9);
            stage.stripe(site.pose(), -half, y + 0.72, half, y + 0.72, 0.16, RAIL, 0.9);
            long look = random.nextLong();
            boolean mixed = random.chance(0.5);
            double x = -half + random.range(8, 40);
            while (random.chance(0.85) && x < half - 8) {
                int cars = random.between(2, 9);
                for (int i = 0; i < cars && x < half - 8; i++, x += 15.6) {
                    SceneRandom car = mixed ? random : new SceneRandom(look);
                    stage.put(Vehicles.railwayCar(car), site.pose().then(x, y, 0));
                }
                x += random.range(20, 60);
            }
        }
    }
}

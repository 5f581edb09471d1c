package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Plants;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Parked vehicles in rows. */
final class ParkingBlocks {
    private static final Paint LINE = Paint.flat(Rgb.of(0xD8D8D2));

    private ParkingBlocks() {}

    /** Rows of cars, two and two, with aisles between. */
    static void cars(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double full = random.range(0.25, 0.97);
        double half = site.length() / 2 - 3;
        boolean islands = random.chance(0.6);
        int row = 0;
        for (double y = -site.width() / 2 + 4; y < site.width() / 2 - 4; y += row % 2 == 0 ? 5.2 : 11.5, row++) {
            double facing = row % 2 == 0 ? Math.PI / 2 : -Math.PI / 2;
            for (double x = -half + 2; x < half - 2; x += 2.7) {
                stage.stripe(site.pose(), x - 1.35, y - 2.4, x - 1.35, y + 2.4, 0.14, LINE, 0.75);
                if (islands && (int) Math.floor((x + half) / 2.7) % 9 == 4) {
                    if (random.chance(0.7)) {
                        stage.put(
                                Plants.tree(random, random.range(1.2, 2.4)),
                                site.pose().then(x, y, 0));
                    }
                } else if (random.chance(full)) {
                    double turn = facing + (random.chance(0.35) ? Math.PI : 0) + random.range(-0.05, 0.05);
                    stage.put(
                            Vehicles.car(random),
                            site.pose().then(x + random.range(-0.2, 0.2), y + random.range(-0.4, 0.4), turn));
                }
            }
        }
    }

    /** Rows of lorries, buses, and long bodies that might as well be ships. */
    static void lorries(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double full = random.range(0.35, 0.9);
        double lean = random.chance(0.5) ? 0 : random.range(-0.4, 0.4);
        double half = site.length() / 2 - 8;
        double alike = random.range(0.3, 0.8);
        double busy = random.chance(0.4) ? 0.35 : 0.05;
        for (double y = -site.width() / 2 + 12; y < site.width() / 2 - 11; y += 28) {
            for (double x = -half; x < half; x += 4.6) {
                stage.stripe(site.pose().then(x - 2.3, y, lean), 0, -9.5, 0, 9.5, 0.16, LINE, 0.6);
                if (random.chance(full)) {
                    double turn = Math.PI / 2 + lean + (random.chance(0.3) ? Math.PI : 0) + random.range(-0.03, 0.03);
                    stage.put(large(stage, random, alike, busy), site.pose().then(x, y + random.range(-1, 1), turn));
                }
            }
        }
        Blocks.trees(
                stage,
                new Site(site.kind(), site.pose().then(0, site.width() / 2, 0), site.length(), 5, random),
                random,
                2);
    }

    /** A large vehicle of any kind. */
    static Body large(Stage stage, SceneRandom random, double alike, double buses) {
        if (stage.shows(SceneClass.BUS) && random.chance(buses)) {
            return Vehicles.bus(random);
        }
        return random.chance(alike)
                ? LookAlikeBodies.longBody(random, SceneClass.LARGE_VEHICLE)
                : Vehicles.lorry(random);
    }
}

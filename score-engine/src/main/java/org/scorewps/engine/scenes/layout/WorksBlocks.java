package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Body;
import org.scorewps.engine.scenes.body.Buildings;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.body.Works;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.Rgb;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Industry and energy. */
final class WorksBlocks {
    private WorksBlocks() {}

    /** Tanks in rows, halls, chimneys, vehicles between. */
    static void industrial(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double split = site.length() * random.range(-0.2, 0.3);
        tanks(stage, site, random, -site.length() / 2 + 4, split - 3);
        halls(stage, site, random, split + 4, site.length() / 2 - 4);
        int chimneys = random.between(2, 6);
        for (int i = 0; i < chimneys; i++) {
            Body chimney = LookAlikeBodies.slenderTower(random, SceneClass.CHIMNEY);
            stage.putFree(chimney, site.somewhere(7, 0), 5);
        }
        for (int i = 0; i < 14; i++) {
            boolean large = random.chance(0.5);
            double turn = random.chance(0.6) ? 0 : random.chance(0.5) ? Math.PI / 2 : random.angle();
            Pose pose = site.somewhere(large ? 11 : 4, turn);
            Body vehicle = large ? ParkingBlocks.large(stage, random, 0.4, 0.02) : Vehicles.car(random);
            stage.putFree(vehicle, pose, large ? 9 : 3);
        }
    }

    private static void tanks(Stage stage, Site site, SceneRandom random, double x0, double x1) {
        double cell = Math.min(random.range(16, 40), Math.min(x1 - x0, site.width() - 8));
        boolean alike = random.chance(0.5);
        boolean walls = !alike && random.chance(0.5);
        Paint wall = Paint.flat(Rgb.of(0xA79C88));
        long look = random.nextLong();
        for (double x = x0 + cell / 2; x <= x1 - cell / 2 + 0.1; x += cell) {
            for (double y = -site.width() / 2 + 4 + cell / 2; y <= site.width() / 2 - 4 - cell / 2 + 0.1; y += cell) {
                if (random.chance(0.15)) {
                    continue;
                }
                Pose pose = site.pose().then(x, y, random.angle());
                if (walls) {
                    Pose square = site.pose().then(x, y, 0);
                    stage.paint(Outlines.rectangle(cell - 1.5, cell - 1.5), square, wall, 0.8);
                    stage.paint(Outlines.rectangle(cell - 3.5, cell - 3.5), square, Materials.gravel(random), 1);
                }
                SceneRandom same = new SceneRandom(look + random.below(2));
                Body tank = alike
                        ? LookAlikeBodies.roundBody(random, SceneClass.STORAGE_TANK)
                        : Works.storageTank(same, cell * 0.36);
                stage.putFree(tank, pose, alike ? 8 : cell * 0.4);
            }
        }
    }

    private static void halls(Stage stage, Site site, SceneRandom random, double x0, double x1) {
        double x = x0;
        while (x < x1 - 18) {
            double length = Math.min(random.range(20, 60), x1 - x);
            double width = site.width() * random.range(0.3, 0.6);
            double y = random.chance(0.5) ? site.width() / 2 - 5 - width / 2 : -site.width() / 2 + 5 + width / 2;
            Pose pose = site.pose().then(x + length / 2, y, 0);
            double radius = Math.min(length, width) / 2;
            // a long hall takes several circles
            for (double t = -1; t <= 1; t += 0.5) {
                stage.take(
                        pose.worldX(
                                length > width ? t * (length / 2 - radius) : 0,
                                length > width ? 0 : t * (width / 2 - radius)),
                        pose.worldY(
                                length > width ? t * (length / 2 - radius) : 0,
                                length > width ? 0 : t * (width / 2 - radius)),
                        radius);
            }
            stage.put(Buildings.warehouse(random, length, width), pose);
            x += length + random.range(6, 14);
        }
    }

    /** Rows of panels that all face the same way. */
    static void solar(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        double length = random.range(14, 36);
        double pitch = random.range(6.5, 9.5);
        long look = random.nextLong();
        for (double y = -site.width() / 2 + 6; y < site.width() / 2 - 4; y += pitch) {
            for (double x = -site.length() / 2 + 5 + length / 2;
                    x < site.length() / 2 - 3 - length / 2;
                    x += length + 3) {
                Pose pose = site.pose().then(x, y, 0);
                boolean clear = stage.free(pose.worldX(-length / 3, 0), pose.worldY(-length / 3, 0), 5)
                        && stage.free(pose.worldX(length / 3, 0), pose.worldY(length / 3, 0), 5);
                if (clear && !random.chance(0.04)) {
                    stage.put(Works.solarPanel(new SceneRandom(look), length), pose);
                }
            }
        }
    }
}

package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Buildings;
import org.scorewps.engine.scenes.body.LookAlikeBodies;
import org.scorewps.engine.scenes.body.Vehicles;
import org.scorewps.engine.scenes.body.Works;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.scenes.draw.Pose;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Farmyards and crops. */
final class FarmBlocks {
    private FarmBlocks() {}

    /** House, barns, silos in a group, greenhouses beside. */
    static void farm(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        int glass = random.chance(0.6) ? random.between(1, 4) : 0;
        long look = random.nextLong();
        double edge = -site.width() / 2 + 13;
        for (int i = 0; i < glass; i++) {
            Pose pose = site.pose().then(site.length() / 2 - 26, edge + i * 24, 0);
            if (edge + i * 24 < site.width() / 2 - 12) {
                stage.putFree(LookAlikeBodies.paleHall(new SceneRandom(look), SceneClass.GREENHOUSE), pose, 11.5);
                stage.take(pose.worldX(12, 0), pose.worldY(12, 0), 10);
                stage.take(pose.worldX(-12, 0), pose.worldY(-12, 0), 10);
            }
        }
        Pose yard = site.pose().then(-site.length() * 0.12, 0, random.range(-0.2, 0.2));
        int silos = random.between(2, 5);
        for (int i = 0; i < silos; i++) {
            Pose pose = yard.then((i - silos / 2) * 15.5, -site.width() * 0.12, 0);
            stage.putFree(LookAlikeBodies.roundBody(random, SceneClass.SILO), pose, 7.6);
        }
        for (int i = 0; i < 3; i++) {
            double turn = random.chance(0.5) ? 0 : Math.PI / 2;
            double length = random.range(20, 38);
            Pose pose = site.pose()
                    .then(random.range(-0.35, 0.2) * site.length(), random.range(-0.3, 0.38) * site.width(), turn);
            stage.putFree(Buildings.warehouse(random, length, random.range(11, 17)), pose, length * 0.52);
        }
        stage.putFree(Buildings.house(random), site.somewhere(18, random.angle()), 9);
        for (int i = 0; i < 5; i++) {
            stage.putFree(
                    random.chance(0.6) ? Vehicles.car(random) : Vehicles.lorry(random),
                    yard.then(random.range(-28, 28), random.range(-20, 25), random.angle()),
                    random.chance(0.6) ? 3 : 8);
        }
        bales(stage, site, random, random.between(0, 12), 4);
        Blocks.trees(stage, site, random, 0.35);
    }

    /** A crop, sometimes with bales or a turbine. */
    static void field(Stage stage, Site site) {
        SceneRandom random = site.random().fork(2);
        if (random.chance(0.4)) {
            int turbines = site.length() > 170 ? 2 : 1;
            for (int i = 0; i < turbines; i++) {
                Pose pose = site.somewhere(15, 0);
                // all rotors of a wind farm face the wind
                Pose windward =
                        Pose.of(pose.x(), pose.y(), stage.canvas().light().sunX() * 2 + 0.6);
                stage.putFree(Works.windTurbine(random), windward, 8);
            }
        }
        if (random.chance(0.35)) {
            bales(stage, site, random, (int) (site.length() * site.width() / random.range(220, 700)), 9);
        }
        // a hedge along one side
        Pose hedge = site.pose().then(0, site.width() / 2 - 2, 0);
        Blocks.trees(stage, new Site(site.kind(), hedge, site.length(), 5, random), random, random.range(0, 9));
    }

    private static void bales(Stage stage, Site site, SceneRandom random, int count, double apart) {
        for (int i = 0; i < count; i++) {
            stage.putFree(Works.hayBale(random), site.somewhere(5, random.angle()), apart / 2);
        }
    }
}

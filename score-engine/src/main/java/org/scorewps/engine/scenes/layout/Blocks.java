package org.scorewps.engine.scenes.layout;

import org.scorewps.engine.scenes.body.Plants;
import org.scorewps.engine.scenes.catalog.BlockKind;
import org.scorewps.engine.scenes.draw.Outlines;
import org.scorewps.engine.scenes.draw.Paint;
import org.scorewps.engine.scenes.draw.SceneRandom;

/** Fills pieces of land by what they are used for. */
final class Blocks {
    private Blocks() {}

    /** The ground, below everything else. */
    static void ground(Stage stage, Site site) {
        SceneRandom random = site.random().fork(1);
        Paint paint =
                switch (site.kind()) {
                    case CAR_PARK, LORRY_PARK, PORT -> Materials.asphalt(random);
                    case AIRPORT -> Materials.concrete(random);
                    case INDUSTRIAL, COMMERCIAL ->
                        random.chance(0.5)
                                ? Materials.asphalt(random)
                                : random.chance(0.5) ? Materials.concrete(random) : Materials.gravel(random);
                    case RAIL -> Materials.gravel(random);
                    case FIELD -> Materials.crop(random);
                    case FOREST -> Materials.canopy(random, stage.canvas().light(), site.pose());
                    default -> Materials.grass(random);
                };
        stage.paint(site.outline(), site.pose(), paint, 1);
        if (site.kind() == BlockKind.FARM) {
            Paint yard = Materials.gravel(random);
            stage.paint(Outlines.rectangle(site.length() * 0.62, site.width() * 0.6), site.pose(), yard, 0.9);
        }
    }

    /** What stands on it. */
    static void fill(Stage stage, Site site) {
        switch (site.kind()) {
            case CAR_PARK -> ParkingBlocks.cars(stage, site);
            case LORRY_PARK -> ParkingBlocks.lorries(stage, site);
            case RESIDENTIAL -> TownBlocks.residential(stage, site);
            case COMMERCIAL -> TownBlocks.commercial(stage, site);
            case SPORTS -> TownBlocks.sports(stage, site);
            case INDUSTRIAL -> WorksBlocks.industrial(stage, site);
            case SOLAR -> WorksBlocks.solar(stage, site);
            case FARM -> FarmBlocks.farm(stage, site);
            case FIELD -> FarmBlocks.field(stage, site);
            case AIRPORT -> TrafficBlocks.airport(stage, site);
            case PORT -> TrafficBlocks.port(stage, site);
            case RAIL -> TrafficBlocks.rail(stage, site);
            case PARK ->
                trees(stage, site, site.random().fork(2), site.random().fork(4).range(0.2, 1.6));
            case FOREST -> trees(stage, site, site.random().fork(2), 0.8);
        }
    }

    /** Scatters trees, about so many per 300 square metres. */
    static void trees(Stage stage, Site site, SceneRandom random, double density) {
        int count = (int) Math.min(1200, site.length() * site.width() / 300 * density);
        for (int i = 0; i < count; i++) {
            double radius = random.range(1.6, 5.2);
            stage.putFree(Plants.tree(random, radius), site.somewhere(radius * 0.5, random.angle()), radius * 0.8);
        }
    }
}

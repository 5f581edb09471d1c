package org.scorewps.engine.scenes.catalog;

import java.util.List;

/** What a scene shows mainly. */
public enum SceneType {
    /** A marina. */
    HARBOUR(
            "harbour",
            Water.QUAY,
            0.15,
            0.8,
            60,
            120,
            false,
            BlockKind.COMMERCIAL,
            BlockKind.RESIDENTIAL,
            BlockKind.CAR_PARK),
    /** Containers by the sea. */
    PORT(
            "container port",
            Water.QUAY,
            0.15,
            0.9,
            80,
            150,
            false,
            BlockKind.PORT,
            BlockKind.LORRY_PARK,
            BlockKind.INDUSTRIAL),
    /** A beach. */
    COAST("coast", Water.BEACH, 0.2, 1.2, 70, 140, true, BlockKind.PARK, BlockKind.RESIDENTIAL, BlockKind.FOREST),
    /** A river with a bridge. */
    RIVER(
            "river",
            Water.RIVER,
            0.2,
            1.2,
            80,
            160,
            false,
            BlockKind.FIELD,
            BlockKind.PARK,
            BlockKind.RESIDENTIAL,
            BlockKind.FOREST),
    /** An apron. */
    AIRPORT("airport", Water.NONE, 0.15, 1.4, 150, 260, false, BlockKind.AIRPORT, BlockKind.PARK, BlockKind.CAR_PARK),
    /** Works. */
    INDUSTRIAL(
            "industrial area",
            Water.NONE,
            0.15,
            1.0,
            80,
            150,
            false,
            BlockKind.INDUSTRIAL,
            BlockKind.COMMERCIAL,
            BlockKind.LORRY_PARK,
            BlockKind.RAIL),
    /** Cars. */
    CAR_PARK(
            "car park",
            Water.NONE,
            0.1,
            0.45,
            50,
            110,
            false,
            BlockKind.CAR_PARK,
            BlockKind.COMMERCIAL,
            BlockKind.PARK),
    /** Lorries. */
    LORRY_PARK(
            "lorry park",
            Water.NONE,
            0.12,
            0.6,
            60,
            110,
            false,
            BlockKind.LORRY_PARK,
            BlockKind.COMMERCIAL,
            BlockKind.FIELD),
    /** Houses. */
    RESIDENTIAL(
            "residential area",
            Water.NONE,
            0.1,
            0.8,
            60,
            120,
            false,
            BlockKind.RESIDENTIAL,
            BlockKind.PARK,
            BlockKind.SPORTS),
    /** Villages and crops. */
    FARMLAND(
            "farmland",
            Water.NONE,
            0.2,
            1.6,
            90,
            200,
            true,
            BlockKind.FARM,
            BlockKind.FIELD,
            BlockKind.FIELD,
            BlockKind.FOREST),
    /** Turbines. */
    WIND_FARM("wind farm", Water.NONE, 0.3, 2.0, 120, 240, true, BlockKind.FIELD, BlockKind.FIELD, BlockKind.FOREST),
    /** Trees. */
    FOREST("forest", Water.NONE, 0.2, 2.0, 90, 180, true, BlockKind.FOREST, BlockKind.FIELD, BlockKind.FARM),
    /** Courts, tracks, diamonds. */
    SPORTS(
            "sports ground",
            Water.NONE,
            0.3,
            1.2,
            100,
            220,
            false,
            BlockKind.SPORTS,
            BlockKind.PARK,
            BlockKind.CAR_PARK,
            BlockKind.RESIDENTIAL),
    /** Panels. */
    SOLAR("solar farm", Water.NONE, 0.2, 0.9, 80, 160, true, BlockKind.SOLAR, BlockKind.FIELD, BlockKind.FARM),
    /** Trains. */
    RAIL_YARD(
            "rail yard",
            Water.NONE,
            0.15,
            0.8,
            70,
            140,
            false,
            BlockKind.RAIL,
            BlockKind.INDUSTRIAL,
            BlockKind.LORRY_PARK),
    /** Halls. */
    COMMERCIAL(
            "commercial area",
            Water.NONE,
            0.15,
            1.0,
            80,
            150,
            false,
            BlockKind.COMMERCIAL,
            BlockKind.CAR_PARK,
            BlockKind.RESIDENTIAL);

    /** What water a scene has. */
    public enum Water {
        /** None. */
        NONE,
        /** A shore with sand. */
        BEACH,
        /** A shore with a wall. */
        QUAY,
        /** A river. */
        RIVER
    }

    private final String label;
    private final Water water;
    private final double finest;
    private final double coarsest;
    private final double smallestBlock;
    private final double largestBlock;
    private final boolean rural;
    private final BlockKind main;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<BlockKind> others;

    SceneType(
            String label,
            Water water,
            double finest,
            double coarsest,
            double smallestBlock,
            double largestBlock,
            boolean rural,
            BlockKind main,
            BlockKind... others) {
        this.label = label;
        this.water = water;
        this.finest = finest;
        this.coarsest = coarsest;
        this.smallestBlock = smallestBlock;
        this.largestBlock = largestBlock;
        this.rural = rural;
        this.main = main;
        this.others = List.of(others);
    }

    /** Its name, for captions. */
    public String label() {
        return label;
    }

    /** Its water. */
    public Water water() {
        return water;
    }

    /** Smallest ground resolution, metres a pixel. */
    public double finest() {
        return finest;
    }

    /** Largest ground resolution, metres a pixel. */
    public double coarsest() {
        return coarsest;
    }

    /** Shortest side of a block, metres. */
    public double smallestBlock() {
        return smallestBlock;
    }

    /** Longest side of a block, metres. */
    public double largestBlock() {
        return largestBlock;
    }

    /** Winding lanes in place of a street grid. */
    public boolean rural() {
        return rural;
    }

    /** What it shows in its middle. */
    public BlockKind main() {
        return main;
    }

    /** What lies around. */
    public List<BlockKind> others() {
        return others;
    }
}

package org.scorewps.process;

/** The outputs that several processes have. */
public final class Outputs {
    /** What was asked for. */
    public static final String RESULT = "result";

    /** Where nothing was looked at. */
    public static final String FAILED_TILES = "failedTiles";

    static final String FAILED_TILES_DESCRIPTION =
            "With failedTiles=list, one feature a tile that could not be read or segmented, in the coverage's coordinate"
                    + " reference system; otherwise empty. Attributes: geometry, what the tile shows of the scene; column,"
                    + " row, width and height in pixels of the scene; factor, how often the scene was reduced (tiles with"
                    + " more than 1 only look for objects larger than a tile); message";

    private Outputs() {}
}

package org.scorewps.process;

/** What clients are told of the inputs that several processes have. */
final class Inputs {
    static final String COVERAGE = "Raster to segment";

    static final String LAYER = "Name of a raster layer of this server, in place of coverage";

    static final String CLASSES = "Classes separated by semicolons, synonyms within a class by commas:"
            + " ship; plane,airplane; vehicle,car,truck. May be repeated";

    static final String MODEL = "Name of an installed model (score:ListModels); the default one if absent";

    static final String ROI = "Only this part is segmented: a box minx,miny,maxx,maxy or a polygon as well-known"
            + " text in the coverage's CRS, or a polygon with SRID=code; before it in that one, x or longitude first";

    static final String MIN_SCORE = "Objects with a lower score are left out, 0 to 1; the model's default if absent";

    static final String RESOLUTION = "Metres a pixel to resample to before segmenting, or model for what the model was"
            + " trained at; native if absent";

    static final String BANDS =
            "Bands shown as red, green, blue: numbers from 1 (4,1,2) or names that the coverage gives them"
                    + " (red,green,blue). If absent, those that the file says are red, green and blue, else the first"
                    + " three (or the only one)";

    static final String STRETCH = "How values become 8-bit: none, percentile (2 to 98, over the whole coverage)"
            + " or min,max. None for 8-bit coverages, percentile for others if absent";

    static final String NODATA = "Value that stands for no data: one number, one for each band (0,0,255), or none."
            + " What the coverage says if absent";

    static final String CRS =
            "CRS of a coverage that has none: an EPSG code, such as EPSG:32633, or well-known text. Refused where the"
                    + " coverage has another CRS";

    static final String GEOMETRY = "polygon, box, oriented_box or point; polygon if absent";

    static final String SIMPLIFY =
            "Tolerance of outlines in metres, 0 keeps all vertices; a third of a pixel if absent";

    static final String REGULARIZE =
            "Outlines with right angles where these fit: true for all classes, false for none, or"
                    + " names of man-made ones among the classes: building; container. False if absent";

    static final String REGULARIZE_TOLERANCE = "Steps between parallel walls lower than this are levelled by"
            + " regularize, metres; one and a half pixels if absent";

    static final String ALPHA = "Weight of the out-of-vocabulary classifier for classes seen in training,"
            + " 0 to 1; the model's default if absent";

    static final String BETA = "The same for classes not seen in training";

    static final String MAX_INSTANCES =
            "At most this many features, the best ones; if absent, at most the model's default number a tile";

    static final String FAILED_TILES =
            "What a tile does that can't be read or segmented: fail (it ends the request, and"
                    + " is named) or list (the rest goes on, and the output failedTiles has its outline); fail if absent";

    static final String CROWDED_TILES =
            "What becomes of tiles that show so many objects that the network leaves some out:"
                    + " split (they are looked at again in four overlapping parts, which takes longer) or once; split if absent";

    private Inputs() {}
}

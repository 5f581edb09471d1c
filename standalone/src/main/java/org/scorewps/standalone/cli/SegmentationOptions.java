package org.scorewps.standalone.cli;

import java.util.Map;
import java.util.Optional;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.process.SegmentInstancesProcess;
import org.scorewps.process.SegmentPanopticProcess;
import org.scorewps.process.SegmentSemanticProcess;
import picocli.CommandLine.Option;

/** What may be said about a segmentation: the inputs of the process, as it describes and checks them; a mixin. */
public final class SegmentationOptions {
    @Option(
            names = "--classes",
            required = true,
            order = -2,
            paramLabel = "NAMES",
            description = "Classes separated by ';', synonyms by ','; may be repeated.")
    private String[] classes = {};

    @Option(
            names = "--min-score",
            defaultValue = "",
            paramLabel = "0..1",
            description = "Leave out lower scores; default: the model's.")
    private String minScore;

    @Option(
            names = "--roi",
            defaultValue = "",
            paramLabel = "AREA",
            description = "Only this part: minx,miny,maxx,maxy or a polygon as well-known text, in the raster's CRS or,"
                    + " with SRID=code; before a polygon, in another, x or longitude first.")
    private String roi;

    @Option(
            names = "--resolution",
            defaultValue = "",
            paramLabel = "METRES",
            description = "Metres a pixel to resample to first, or model for what the model was trained at; default:"
                    + " the raster's own.")
    private String resolution;

    @Option(
            names = "--bands",
            defaultValue = "",
            paramLabel = "R,G,B",
            description = "Bands shown as red, green, blue: numbers from 1, or names that the file has; default: those"
                    + " that the file says are red, green and blue, else the first three.")
    private String bands;

    @Option(
            names = "--stretch",
            defaultValue = "",
            paramLabel = "HOW",
            description = "How values become 8-bit: none, percentile or min,max.")
    private String stretch;

    @Option(
            names = "--nodata",
            defaultValue = "",
            paramLabel = "VALUE",
            description = "The value that stands for no data: a number, one for each band (0,0,255), or none; default:"
                    + " what the file says.")
    private String nodata;

    @Option(
            names = "--crs",
            defaultValue = "",
            paramLabel = "CODE",
            description =
                    "The CRS of a raster that has none: an EPSG code (EPSG:32633) or well-known text; refused where"
                            + " the raster has another.")
    private String crs;

    @Option(
            names = "--geometry",
            defaultValue = "",
            paramLabel = "FORM",
            description = "polygon (default), box, oriented_box or point.")
    private String geometry;

    @Option(
            names = "--simplify",
            defaultValue = "",
            paramLabel = "METRES",
            description = "Tolerance of outlines; default: a third of a pixel.")
    private String simplify;

    @Option(
            names = "--regularize",
            defaultValue = "",
            paramLabel = "CLASSES",
            description =
                    "Right angles where they fit: true for all classes, or names of man-made ones; default: false.")
    private String regularize;

    @Option(
            names = "--regularize-tolerance",
            defaultValue = "",
            paramLabel = "METRES",
            description = "Lower steps between parallel walls are levelled; default: one and a half pixels.")
    private String regularizeTolerance;

    @Option(
            names = "--alpha",
            defaultValue = "",
            paramLabel = "0..1",
            description =
                    "Weight of the out-of-vocabulary classifier for classes seen in training; default: the model's.")
    private String alpha;

    @Option(names = "--beta", defaultValue = "", paramLabel = "0..1", description = "The same for novel classes.")
    private String beta;

    @Option(
            names = "--max-instances",
            defaultValue = "",
            paramLabel = "N",
            description = "At most so many objects, the best ones; default: the model's number a tile.")
    private String maxInstances;

    @Option(
            names = "--crowded-tiles",
            defaultValue = "",
            paramLabel = "HOW",
            description = "Tiles with so many objects that the network leaves some out: split (default), they are"
                    + " looked at again in four parts, which takes longer; or once.")
    private String crowdedTiles;

    @Option(
            names = "--stuff",
            paramLabel = "NAMES",
            description =
                    "With --out and --semantic: those of the classes that aren't countable, separated by ';', or none"
                            + " (''). Only the others have outlines, and their pixels are those inside of them.")
    private Optional<String> stuff;

    /** For picocli. */
    public SegmentationOptions() {}

    /** Whether outlines and pixels are to agree. */
    boolean panoptic() {
        return stuff.isPresent();
    }

    /**
     * Runs the panoptic process with these options.
     *
     * @param failedTiles what a tile that fails does: fail or list
     */
    Map<String, Object> run(
            SegmentPanopticProcess process,
            GridCoverage2D coverage,
            String model,
            String failedTiles,
            ProgressListener listener) {
        return process.execute(
                coverage,
                "",
                classes,
                stuff.orElse(""),
                model,
                roi,
                minScore,
                resolution,
                bands,
                stretch,
                nodata,
                crs,
                simplify,
                alpha,
                beta,
                maxInstances,
                failedTiles,
                crowdedTiles,
                listener);
    }

    /** Runs the process with these options. */
    Map<String, Object> run(
            SegmentInstancesProcess process,
            GridCoverage2D coverage,
            String model,
            String failedTiles,
            ProgressListener listener) {
        return process.execute(
                coverage,
                "",
                classes,
                model,
                roi,
                minScore,
                resolution,
                bands,
                stretch,
                nodata,
                crs,
                geometry,
                simplify,
                regularize,
                regularizeTolerance,
                alpha,
                beta,
                maxInstances,
                failedTiles,
                crowdedTiles,
                listener);
    }

    /** Runs the semantic process with these options. */
    Map<String, Object> run(
            SegmentSemanticProcess process,
            GridCoverage2D coverage,
            String model,
            String failedTiles,
            ProgressListener listener) {
        return process.execute(
                coverage,
                "",
                classes,
                model,
                roi,
                minScore,
                resolution,
                bands,
                stretch,
                nodata,
                crs,
                alpha,
                beta,
                failedTiles,
                listener);
    }
}

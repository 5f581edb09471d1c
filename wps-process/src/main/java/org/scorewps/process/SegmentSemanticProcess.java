package org.scorewps.process;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.semantic.ClassCoverage;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.tile.TileGrid;

/**
 * {@code score:SegmentSemantic}: gives each pixel of a coverage one of the named classes, or none (the paper's supplement
 * B). Inputs and their literal forms are described by the annotations, since that is what clients see. Stateless: the
 * engine is looked up when it runs.
 */
@DescribeProcess(
        title = "Segment by class",
        description =
                "Gives each pixel of aerial or satellite imagery one of the named classes, in plain words, or none."
                        + " Gives a coverage with one band on the pixels of the given one: 0 where there is no class, no data or"
                        + " no region of interest, otherwise the class's place in the list, from 1; with palette and class names.")
public final class SegmentSemanticProcess {
    /** Tiles overlap by this share of their side. */
    private static final int OVERLAP_DIVISOR = 4;

    /** Above it a class is more likely there than not: what was asked for isn't painted over all else. */
    private static final double DEFAULT_MIN_SCORE = 0.5;

    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public SegmentSemanticProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process. The coverage's pixels are in a temporary file, which is gone when nobody can reach the coverage
     * any more.
     *
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResult(
            name = "result",
            description = "One band: 0 for no class, then the classes in their order, from 1; 8-bit, or 16-bit for more"
                    + " than 255 classes",
            type = GridCoverage2D.class)
    public GridCoverage2D execute(
            @DescribeParameter(name = "coverage", description = "Raster to segment", min = 0, max = 1)
                    GridCoverage2D coverage,
            @DescribeParameter(
                            name = "layer",
                            description = "Name of a raster layer of this server, in place of coverage",
                            min = 0,
                            max = 1)
                    String layer,
            @DescribeParameter(
                            name = "classes",
                            description = "Classes separated by semicolons, synonyms within a class by commas:"
                                    + " ship; plane,airplane; vehicle,car,truck. May be repeated",
                            min = 1,
                            max = Vocabulary.MAX_NAMES)
                    String[] classes,
            @DescribeParameter(
                            name = "model",
                            description = "Name of an installed model (score:ListModels); the default one if absent",
                            min = 0,
                            max = 1)
                    String model,
            @DescribeParameter(
                            name = "roi",
                            description = "Only this part is segmented: a polygon as well-known text in the coverage's"
                                    + " CRS, or with SRID=code; before it, or a box minx,miny,maxx,maxy",
                            min = 0,
                            max = 1)
                    String roi,
            @DescribeParameter(
                            name = "minScore",
                            description = "Pixels whose best class scores less get none, 0 to 1; 0 gives every pixel a"
                                    + " class; 0.5 if absent",
                            min = 0,
                            max = 1)
                    String minScore,
            @DescribeParameter(
                            name = "resolution",
                            description = "Metres a pixel to resample to before segmenting; native if absent",
                            min = 0,
                            max = 1)
                    String resolution,
            @DescribeParameter(
                            name = "bands",
                            description = "Bands shown as red, green, blue, numbered from 1: 1,2,3. The first three (or"
                                    + " the only one) if absent",
                            min = 0,
                            max = 1)
                    String bands,
            @DescribeParameter(
                            name = "stretch",
                            description = "How values become 8-bit: none, percentile (2 to 98, over the whole coverage)"
                                    + " or min,max. None for 8-bit coverages, percentile for others if absent",
                            min = 0,
                            max = 1)
                    String stretch,
            @DescribeParameter(
                            name = "alpha",
                            description = "Weight of the out-of-vocabulary classifier for classes seen in training,"
                                    + " 0 to 1; the model's default if absent",
                            min = 0,
                            max = 1)
                    String alpha,
            @DescribeParameter(
                            name = "beta",
                            description = "The same for classes not seen in training",
                            min = 0,
                            max = 1)
                    String beta,
            ProgressListener listener) {
        try {
            ScoreServices services = current.get();
            SemanticRequest request = new SemanticRequest(
                    Vocabulary.parse(classes == null ? "" : joined(classes)),
                    Literals.text("model", model),
                    new SceneOptions(
                            Literals.text("bands", bands),
                            Literals.text("stretch", stretch),
                            Literals.positive("resolution", resolution),
                            Literals.region("roi", roi)),
                    Literals.number("minScore", minScore, 0, 1).orElse(DEFAULT_MIN_SCORE),
                    Literals.number("alpha", alpha, 0, 1),
                    Literals.number("beta", beta, 0, 1));
            return open(coverage, Literals.text("layer", layer), request, services, new Progress(listener));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static String joined(String[] classes) {
        return Arrays.stream(classes).filter(text -> text != null).collect(Collectors.joining(";"));
    }

    private static GridCoverage2D open(
            GridCoverage2D coverage,
            Optional<String> layer,
            SemanticRequest request,
            ScoreServices services,
            Progress progress) {
        if ((coverage != null) == layer.isPresent()) {
            throw new InvalidInputException(
                    coverage == null
                            ? "no raster given: send coverage or name a layer"
                            : "both coverage and layer given: send one of them");
        }
        if (layer.isEmpty()) {
            return segment(coverage, request, services, progress);
        }
        try (CoverageSource.OpenCoverage open = services.coverages().open(layer.get())) {
            return segment(open.coverage(), request, services, progress);
        }
    }

    private static GridCoverage2D segment(
            GridCoverage2D coverage, SemanticRequest request, ScoreServices services, Progress progress) {
        progress.start();
        SegmentationEngine engine = services.engine().get();
        ModelInfo model = engine.model(request.model());
        ProcessLimits limits = services.limits();
        Scene scene = Scene.of(coverage, request.scene(), new SceneLimits(limits.maxPixels()));
        TileGrid grid =
                new TileGrid(scene.width(), scene.height(), model.tileSize(), model.tileSize() / OVERLAP_DIVISOR);
        limits.checkTiles(grid.count());
        int classes = request.vocabulary().size();
        InferenceSettings settings = request.settings(model);
        ClassRaster raster = new ClassRaster(scene.width(), scene.height(), classes);
        boolean complete = false;
        try (SegmentationSession session = engine.open(model.name(), request.vocabulary(), settings);
                ClassMosaic mosaic = new ClassMosaic(raster, scene.roi(), settings.minScore())) {
            new SemanticSegmenter(scene, grid, session, classes, mosaic, limits, progress).run();
            GridCoverage2D result = ClassCoverage.of(raster, scene, request.vocabulary());
            progress.complete();
            complete = true;
            return result;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProcessException("cancelled: the server is stopping", stopped);
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }
}

package org.scorewps.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.vector.GeometryForm;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.InstanceCollection;
import org.scorewps.process.vector.InstanceFeatures;
import org.scorewps.process.vector.InstanceMerger;
import org.scorewps.process.vector.Provenance;

/**
 * {@code score:SegmentInstances}: finds the objects of the named classes in a coverage and outlines each. Inputs and
 * their literal forms are described by the annotations, since that is what clients see. Stateless: the engine is looked
 * up when it runs.
 */
@DescribeProcess(
        title = "Segment instances",
        description = "Finds objects in aerial or satellite imagery by class names in plain words and outlines each."
                + " Gives a feature collection in the coverage's coordinate reference system.")
public final class SegmentInstancesProcess {
    /** Tiles overlap by this share of their side: larger objects than that may be cut at tile borders. */
    private static final int OVERLAP_DIVISOR = 4;

    private static final double DEFAULT_TOLERANCE_PIXELS = 1.0 / 3;

    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public SegmentInstancesProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process.
     *
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResult(
            name = "result",
            description =
                    "One feature an object, best first. Its id (fid) is the same in every run. Attributes: geometry,"
                            + " class, class_index, score, novel (the model was not trained with the class); on the ground"
                            + " area_m2, length_m, width_m and orientation_deg (of the longer side, clockwise from grid north);"
                            + " edge (touches the scene's rim), merged (made of the parts of several tiles); model,"
                            + " model_sha256, source, run, time",
            type = SimpleFeatureCollection.class)
    public SimpleFeatureCollection execute(
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
                            description =
                                    "Objects with a lower score are left out, 0 to 1; the model's default if absent",
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
                            name = "geometry",
                            description = "polygon, box, oriented_box or point; polygon if absent",
                            min = 0,
                            max = 1)
                    String geometry,
            @DescribeParameter(
                            name = "simplify",
                            description = "Tolerance of outlines in metres, 0 keeps all vertices; a third of a pixel if"
                                    + " absent",
                            min = 0,
                            max = 1)
                    String simplify,
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
            @DescribeParameter(
                            name = "maxInstances",
                            description = "At most this many features, the best ones; if absent, at most the model's"
                                    + " default number a tile",
                            min = 0,
                            max = 1)
                    String maxInstances,
            ProgressListener listener) {
        try {
            ScoreServices services = current.get();
            SegmentationRequest request = new SegmentationRequest(
                    Vocabulary.parse(classes == null ? "" : joined(classes)),
                    Literals.text("model", model),
                    new SceneOptions(
                            Literals.text("bands", bands),
                            Literals.text("stretch", stretch),
                            Literals.positive("resolution", resolution),
                            Literals.region("roi", roi)),
                    Literals.number("minScore", minScore, 0, 1),
                    Literals.number("alpha", alpha, 0, 1),
                    Literals.number("beta", beta, 0, 1),
                    Literals.integer(
                            "maxInstances", maxInstances, 1, services.limits().maxInstances()),
                    Literals.text("geometry", geometry).map(GeometryForm::parse).orElse(GeometryForm.POLYGON),
                    Literals.number("simplify", simplify, 0, 1e6));
            return open(coverage, Literals.text("layer", layer), request, services, new Progress(listener));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static String joined(String[] classes) {
        return Arrays.stream(classes).filter(text -> text != null).collect(Collectors.joining(";"));
    }

    private static SimpleFeatureCollection open(
            GridCoverage2D coverage,
            Optional<String> layer,
            SegmentationRequest request,
            ScoreServices services,
            Progress progress) {
        if ((coverage != null) == layer.isPresent()) {
            throw new InvalidInputException(
                    coverage == null
                            ? "no raster given: send coverage or name a layer"
                            : "both coverage and layer given: send one of them");
        }
        if (layer.isEmpty()) {
            return segment(coverage, coverage.getName().toString(), request, services, progress);
        }
        try (CoverageSource.OpenCoverage open = services.coverages().open(layer.get())) {
            return segment(open.coverage(), layer.get(), request, services, progress);
        }
    }

    private static SimpleFeatureCollection segment(
            GridCoverage2D coverage,
            String source,
            SegmentationRequest request,
            ScoreServices services,
            Progress progress) {
        progress.start();
        SegmentationEngine engine = services.engine().get();
        ModelInfo model = engine.model(request.model());
        Provenance provenance = Provenance.now(model, source);
        ProcessLimits limits = services.limits();
        Scene scene = Scene.of(coverage, request.scene(), new SceneLimits(limits.maxPixels()));
        TileGrid grid =
                new TileGrid(scene.width(), scene.height(), model.tileSize(), model.tileSize() / OVERLAP_DIVISOR);
        limits.checkTiles(grid.count());
        try (SegmentationSession session = engine.open(model.name(), request.vocabulary(), request.settings(model))) {
            List<Instance> parts = new InstanceSegmenter(scene, grid, session, limits, progress).run();
            InstanceFeatures features = new InstanceFeatures(
                    scene,
                    request.vocabulary(),
                    session::novel,
                    request.form(),
                    tolerance(request.simplify(), scene),
                    provenance);
            SimpleFeatureCollection result = InstanceCollection.of(
                    InstanceMerger.merge(parts, () -> progress.checkCancelled(grid.count(), grid.count())),
                    features,
                    request.maxInstances().orElse(limits.maxInstances()));
            progress.complete();
            return result;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProcessException("cancelled: the server is stopping", stopped);
        }
    }

    private static double tolerance(OptionalDouble metres, Scene scene) {
        return metres.isPresent()
                ? metres.getAsDouble() / scene.groundResolution().mean()
                : DEFAULT_TOLERANCE_PIXELS;
    }
}

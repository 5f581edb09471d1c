package org.scorewps.process;

import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.semantic.ClassCoverage;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;
import org.scorewps.process.tile.Window;

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
            @DescribeParameter(name = "coverage", description = Inputs.COVERAGE, min = 0, max = 1)
                    GridCoverage2D coverage,
            @DescribeParameter(name = "layer", description = Inputs.LAYER, min = 0, max = 1) String layer,
            @DescribeParameter(name = "classes", description = Inputs.CLASSES, min = 1, max = Vocabulary.MAX_NAMES)
                    String[] classes,
            @DescribeParameter(name = "model", description = Inputs.MODEL, min = 0, max = 1) String model,
            @DescribeParameter(name = "roi", description = Inputs.ROI, min = 0, max = 1) String roi,
            @DescribeParameter(
                            name = "minScore",
                            description = "Pixels whose best class scores less get none, 0 to 1; 0 gives every pixel a"
                                    + " class; 0.5 if absent",
                            min = 0,
                            max = 1)
                    String minScore,
            @DescribeParameter(name = "resolution", description = Inputs.RESOLUTION, min = 0, max = 1)
                    String resolution,
            @DescribeParameter(name = "bands", description = Inputs.BANDS, min = 0, max = 1) String bands,
            @DescribeParameter(name = "stretch", description = Inputs.STRETCH, min = 0, max = 1) String stretch,
            @DescribeParameter(name = "alpha", description = Inputs.ALPHA, min = 0, max = 1) String alpha,
            @DescribeParameter(name = "beta", description = Inputs.BETA, min = 0, max = 1) String beta,
            ProgressListener listener) {
        try {
            ScoreServices services = current.get();
            SegmentationRequest request = SegmentationRequest.withoutOutlines(
                    classes, model, roi, minScore, resolution, bands, stretch, alpha, beta, services.limits());
            Progress progress = new Progress(listener);
            return RasterInput.of(coverage, layer, services.coverages())
                    .with((raster, source) -> segment(raster, request, services, progress));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static GridCoverage2D segment(
            GridCoverage2D coverage, SegmentationRequest request, ScoreServices services, Progress progress) {
        progress.start();
        SegmentationEngine engine = services.engine().get();
        ProcessLimits limits = services.limits();
        try {
            SegmentationPlan plan = SegmentationPlan.of(coverage, request, engine, new SceneLimits(limits.maxPixels()));
            new Estimator(engine, limits, progress).guard(plan, request.vocabulary());
            GridCoverage2D result = segment(plan, request, engine, limits, progress);
            progress.complete();
            return result;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProcessException("cancelled: the server is stopping", stopped);
        }
    }

    private static GridCoverage2D segment(
            SegmentationPlan plan,
            SegmentationRequest request,
            SegmentationEngine engine,
            ProcessLimits limits,
            Progress progress)
            throws InterruptedException {
        Scene scene = plan.scene();
        Vocabulary vocabulary = request.vocabulary();
        double minScore = request.minScore().orElse(DEFAULT_MIN_SCORE);
        Window frame = plan.frame();
        ClassRaster raster = new ClassRaster(frame.width(), frame.height(), vocabulary.size());
        boolean complete = false;
        try (SegmentationSession session = engine.open(plan.model().name(), vocabulary, plan.settings());
                ClassMosaic mosaic = new ClassMosaic(
                        raster,
                        scene.roi().map(AffineTransformation.translationInstance(-frame.x(), -frame.y())::transform),
                        minScore)) {
            new SemanticSegmenter(plan, session, vocabulary.size(), mosaic, limits, progress).run();
            GridCoverage2D result = ClassCoverage.of(raster, scene.part().from(frame), scene, vocabulary);
            complete = true;
            return result;
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }
}

package org.scorewps.process;

import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.SceneLimits;

/**
 * {@code score:EstimateSegmentation}: what {@code score:SegmentInstances} would use for the same inputs. It makes the
 * same plan and asks the same limits, so that what it allows isn't refused later.
 */
@DescribeProcess(
        title = "Estimate segmentation",
        description = "What score:SegmentInstances would use for the same inputs, without running it: pixels, tiles,"
                + " seconds, memory and the settings that are chosen, and whether this server's limits allow it.")
public final class EstimateSegmentationProcess {
    private static final SceneLimits ANY_SIZE = new SceneLimits(Long.MAX_VALUE);

    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public EstimateSegmentationProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process. A request that exceeds a limit is an answer, not an error.
     *
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResult(
            name = "result",
            description =
                    "JSON: pixels, width and height of the scene; tiles; seconds, and how they were measured (where"
                            + " nothing was yet, a few tiles are run); memory in bytes; settings; limits; allowed, and the limits"
                            + " that are exceeded",
            type = String.class,
            meta = {"mimeTypes=application/json"})
    public String execute(
            @DescribeParameter(name = "coverage", description = Inputs.COVERAGE, min = 0, max = 1)
                    GridCoverage2D coverage,
            @DescribeParameter(name = "layer", description = Inputs.LAYER, min = 0, max = 1) String layer,
            @DescribeParameter(name = "classes", description = Inputs.CLASSES, min = 1, max = Vocabulary.MAX_NAMES)
                    String[] classes,
            @DescribeParameter(name = "model", description = Inputs.MODEL, min = 0, max = 1) String model,
            @DescribeParameter(name = "roi", description = Inputs.ROI, min = 0, max = 1) String roi,
            @DescribeParameter(name = "minScore", description = Inputs.MIN_SCORE, min = 0, max = 1) String minScore,
            @DescribeParameter(name = "resolution", description = Inputs.RESOLUTION, min = 0, max = 1)
                    String resolution,
            @DescribeParameter(name = "bands", description = Inputs.BANDS, min = 0, max = 1) String bands,
            @DescribeParameter(name = "stretch", description = Inputs.STRETCH, min = 0, max = 1) String stretch,
            @DescribeParameter(name = "nodata", description = Inputs.NODATA, min = 0, max = 1) String nodata,
            @DescribeParameter(name = "crs", description = Inputs.CRS, min = 0, max = 1) String crs,
            @DescribeParameter(name = "geometry", description = Inputs.GEOMETRY, min = 0, max = 1) String geometry,
            @DescribeParameter(name = "simplify", description = Inputs.SIMPLIFY, min = 0, max = 1) String simplify,
            @DescribeParameter(name = "regularize", description = Inputs.REGULARIZE, min = 0, max = 1)
                    String regularize,
            @DescribeParameter(
                            name = "regularizeTolerance",
                            description = Inputs.REGULARIZE_TOLERANCE,
                            min = 0,
                            max = 1)
                    String regularizeTolerance,
            @DescribeParameter(name = "alpha", description = Inputs.ALPHA, min = 0, max = 1) String alpha,
            @DescribeParameter(name = "beta", description = Inputs.BETA, min = 0, max = 1) String beta,
            @DescribeParameter(name = "maxInstances", description = Inputs.MAX_INSTANCES, min = 0, max = 1)
                    String maxInstances,
            @DescribeParameter(name = "failedTiles", description = Inputs.FAILED_TILES, min = 0, max = 1)
                    String failedTiles,
            @DescribeParameter(name = "crowdedTiles", description = Inputs.CROWDED_TILES, min = 0, max = 1)
                    String crowdedTiles,
            ProgressListener listener) {
        try {
            ScoreServices services = current.get();
            SegmentationRequest request = SegmentationRequest.parse(
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
                    services.limits());
            return RasterInput.of(coverage, layer, services.coverages())
                    .with((raster, source) -> estimate(raster, request, services, new Progress(listener)));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static String estimate(
            GridCoverage2D coverage, SegmentationRequest request, ScoreServices services, Progress progress) {
        progress.start();
        SegmentationEngine engine = services.engine().get();
        SegmentationPlan plan = SegmentationPlan.of(coverage, request, engine, ANY_SIZE, services.statistics());
        try {
            Estimate estimate = new Estimator(engine, services.limits(), progress).estimate(plan, request.vocabulary());
            progress.complete();
            return EstimateJson.of(estimate, request, engine.device());
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        }
    }
}

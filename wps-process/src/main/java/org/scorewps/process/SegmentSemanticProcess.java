package org.scorewps.process;

import java.util.Map;
import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.vector.FailedTileFeatures;

/**
 * {@code score:SegmentSemantic}: gives each pixel of a coverage one of the named classes, or none (the paper's supplement
 * B). Inputs and their literal forms are described by the annotations, since that is what clients see. Stateless: the
 * engine is looked up when it runs.
 */
@DescribeProcess(
        title = "Segment by class",
        description =
                "Gives each pixel of aerial or satellite imagery one of the named classes, in plain words, or none."
                        + " Gives a coverage with one band on the pixels of the given one: 0 where there is no class, no data, no region"
                        + " of interest or only tiles that failed, otherwise the class's place in the list, from 1; with palette and class names.")
public final class SegmentSemanticProcess {
    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public SegmentSemanticProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process. The coverage's pixels are in a temporary file, which is gone when nobody can reach the coverage
     * any more.
     *
     * @return the outputs by name
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResults({
        @DescribeResult(
                name = Outputs.RESULT,
                description = "One band: 0 for no class, then the classes in their order, from 1; 8-bit, or 16-bit for"
                        + " more than 255 classes",
                type = GridCoverage2D.class),
        @DescribeResult(
                name = Outputs.FAILED_TILES,
                description = Outputs.FAILED_TILES_DESCRIPTION,
                type = SimpleFeatureCollection.class)
    })
    public Map<String, Object> execute(
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
            @DescribeParameter(name = "nodata", description = Inputs.NODATA, min = 0, max = 1) String nodata,
            @DescribeParameter(name = "crs", description = Inputs.CRS, min = 0, max = 1) String crs,
            @DescribeParameter(name = "alpha", description = Inputs.ALPHA, min = 0, max = 1) String alpha,
            @DescribeParameter(name = "beta", description = Inputs.BETA, min = 0, max = 1) String beta,
            @DescribeParameter(name = "failedTiles", description = Inputs.FAILED_TILES, min = 0, max = 1)
                    String failedTiles,
            ProgressListener listener) {
        try {
            ScoreServices services = current.get();
            SegmentationRequest request = SegmentationRequest.withoutOutlines(
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
                    services.limits());
            Progress progress = new Progress(listener);
            return RasterInput.of(coverage, layer, services.coverages())
                    .with((raster, source) -> segment(raster, request, services, progress));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static Map<String, Object> segment(
            GridCoverage2D raster, SegmentationRequest request, ScoreServices services, Progress progress) {
        progress.start();
        PlannedRequest planned = PlannedRequest.of(raster, request, services, progress);
        SemanticRun run = new SemanticRun(planned, progress);
        GridCoverage2D classes = run.classes();
        progress.complete();
        return Map.of(
                Outputs.RESULT,
                classes,
                Outputs.FAILED_TILES,
                FailedTileFeatures.of(planned.scene(), run.failures().messages()));
    }
}

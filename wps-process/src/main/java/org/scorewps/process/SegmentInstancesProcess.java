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
 * {@code score:SegmentInstances}: finds the objects of the named classes in a coverage and outlines each. Inputs and
 * their literal forms are described by the annotations, since that is what clients see. Stateless: the engine is looked
 * up when it runs.
 */
@DescribeProcess(
        title = "Segment instances",
        description = "Finds objects in aerial or satellite imagery by class names in plain words and outlines each."
                + " Gives a feature collection in the coverage's coordinate reference system.")
public final class SegmentInstancesProcess {
    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public SegmentInstancesProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process.
     *
     * @return the outputs by name
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResults({
        @DescribeResult(
                name = Outputs.RESULT,
                description = "One feature an object, best first. Its id (fid) is the same in every run. Attributes:"
                        + " geometry, class, class_index, score, novel (the model was not trained with the class); on the"
                        + " ground area_m2, length_m, width_m and orientation_deg (of the longer side, clockwise from grid"
                        + " north); edge (touches the scene's rim), merged (made of the parts of several tiles); model,"
                        + " model_sha256, source, run, time",
                type = SimpleFeatureCollection.class),
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
            Progress progress = new Progress(listener);
            return RasterInput.of(coverage, layer, services.coverages())
                    .with((raster, source) -> segment(raster, source, request, services, progress));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static Map<String, Object> segment(
            GridCoverage2D coverage,
            String source,
            SegmentationRequest request,
            ScoreServices services,
            Progress progress) {
        progress.start();
        PlannedRequest planned = PlannedRequest.of(coverage, request, services, progress);
        InstanceRun run = new InstanceRun(planned, source, progress);
        SimpleFeatureCollection found = run.instances();
        progress.complete();
        return Map.of(
                Outputs.RESULT,
                found,
                Outputs.FAILED_TILES,
                FailedTileFeatures.of(planned.scene(), run.failures().messages()));
    }
}

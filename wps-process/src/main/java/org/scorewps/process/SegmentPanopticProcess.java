package org.scorewps.process;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.vector.FailedTileFeatures;

/**
 * {@code score:SegmentPanoptic}: objects of countable classes as outlines, and the class of every pixel, in agreement: a
 * pixel has a countable class just where its centre lies in an object's outline, the best one's where several are; every
 * object has a pixel at least. The other classes, which {@code stuff} names, have the remaining pixels. Stateless: the
 * engine is looked up when it runs.
 */
@DescribeProcess(
        title = "Segment instances and classes",
        description =
                "Outlines the objects of countable classes in aerial or satellite imagery, and gives each pixel its"
                        + " class, so that the two agree. Classes that aren't countable, such as water, have pixels only.")
public final class SegmentPanopticProcess {
    /** Name of the output that is a coverage. */
    public static final String CLASSES = Outputs.RESULT;

    /** Name of the output that is a feature collection. */
    public static final String INSTANCES = "instances";

    private final Supplier<ScoreServices> current;

    /** @param services asked each time the process runs, since processes are made long before the engine */
    public SegmentPanopticProcess(Supplier<ScoreServices> services) {
        this.current = services;
    }

    /**
     * Runs the process.
     *
     * @throws ProcessException with one line for the client: bad input, a busy engine, a failure, or a cancellation
     */
    @DescribeResults({
        @DescribeResult(
                name = CLASSES,
                description = "One band: 0 for no class, then the classes in their order, from 1; 8-bit, or 16-bit for"
                        + " more than 255 classes",
                type = GridCoverage2D.class),
        @DescribeResult(
                name = INSTANCES,
                description = "One feature an object, as score:SegmentInstances gives them",
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
            @DescribeParameter(
                            name = "stuff",
                            description =
                                    "Those of the classes that aren't countable, by name, separated by semicolons:"
                                            + " water; road. All are countable if absent",
                            min = 0,
                            max = 1)
                    String stuff,
            @DescribeParameter(name = "model", description = Inputs.MODEL, min = 0, max = 1) String model,
            @DescribeParameter(name = "roi", description = Inputs.ROI, min = 0, max = 1) String roi,
            @DescribeParameter(
                            name = "minScore",
                            description = "Objects, and pixels of classes that aren't countable, with a lower score are"
                                    + " left out, 0 to 1; the model's default and 0.5 if absent",
                            min = 0,
                            max = 1)
                    String minScore,
            @DescribeParameter(name = "resolution", description = Inputs.RESOLUTION, min = 0, max = 1)
                    String resolution,
            @DescribeParameter(name = "bands", description = Inputs.BANDS, min = 0, max = 1) String bands,
            @DescribeParameter(name = "stretch", description = Inputs.STRETCH, min = 0, max = 1) String stretch,
            @DescribeParameter(name = "nodata", description = Inputs.NODATA, min = 0, max = 1) String nodata,
            @DescribeParameter(name = "crs", description = Inputs.CRS, min = 0, max = 1) String crs,
            @DescribeParameter(name = "simplify", description = Inputs.SIMPLIFY, min = 0, max = 1) String simplify,
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
                    "",
                    simplify,
                    "",
                    "",
                    alpha,
                    beta,
                    maxInstances,
                    failedTiles,
                    crowdedTiles,
                    services.limits());
            Set<Integer> uncountable = uncountable(stuff, request.vocabulary());
            Progress progress = new Progress(listener);
            return RasterInput.of(coverage, layer, services.coverages())
                    .with((raster, source) -> segment(raster, source, request, uncountable, services, progress));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            throw Failures.asProcessException(failure);
        }
    }

    private static Map<String, Object> segment(
            GridCoverage2D raster,
            String source,
            SegmentationRequest request,
            Set<Integer> uncountable,
            ScoreServices services,
            Progress progress) {
        progress.start();
        PlannedRequest planned = PlannedRequest.of(raster, request, services, progress);
        PanopticRun run = new PanopticRun(planned, source, index -> !uncountable.contains(index), progress);
        PanopticRun.Result result = run.result();
        progress.complete();
        return Map.of(
                CLASSES,
                result.classes(),
                INSTANCES,
                result.instances(),
                Outputs.FAILED_TILES,
                FailedTileFeatures.of(planned.scene(), run.failures().messages()));
    }

    private static Set<Integer> uncountable(String stuff, Vocabulary vocabulary) {
        Set<Integer> indices = new HashSet<>();
        for (String part : Literals.text("stuff", stuff).orElse("").split(";", -1)) {
            String name = part.strip();
            if (!name.isEmpty()) {
                indices.add(index(name, vocabulary));
            }
        }
        return indices;
    }

    private static int index(String name, Vocabulary vocabulary) {
        List<ClassName> classes = vocabulary.classes();
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        throw new InvalidInputException("stuff names \"%s\", which is none of the classes: %s"
                .formatted(
                        name,
                        String.join("; ", classes.stream().map(ClassName::name).toList())));
    }
}

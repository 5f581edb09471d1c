package org.scorewps.standalone.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.InstanceFinder;
import org.scorewps.engine.evaluation.Prediction;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.Outputs;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreServices;
import org.scorewps.process.SegmentInstancesProcess;
import org.scorewps.standalone.io.PictureCoverage;

/**
 * Finds the objects of a picture as a map client would get them: the process {@code score:SegmentInstances} cuts it into
 * overlapping tiles, makes one object of what several show, and outlines it. What is measured then are the outlines,
 * filled. Pixels count as large as those the model was trained with.
 */
public final class ServiceFinder implements InstanceFinder, AutoCloseable {
    private static final double WEST = 500_000;
    private static final double NORTH = 5_000_000;

    private final EvaluationSettings settings;
    private final SegmentationEngine engine;
    private final SegmentInstancesProcess process;
    private final String model;
    private final double resolution;
    private final String crowdedTiles;

    private ServiceFinder(
            SegmentationEngine engine, ModelDirectory directory, EvaluationSettings settings, String crowdedTiles) {
        this.engine = engine;
        this.settings = settings;
        this.crowdedTiles = crowdedTiles;
        ScoreServices services = new ScoreServices(() -> engine, CoverageSource.NONE, ProcessLimits.DEFAULT);
        process = new SegmentInstancesProcess(() -> services);
        model = directory.name();
        resolution = directory.config().groundResolution().orElse(1.0);
    }

    /**
     * Starts an engine.
     *
     * @param settings of which the ensemble's weights, the least score, the most instances and the resize count
     * @param crowdedTiles what becomes of tiles with many objects: the process's input of that name, empty for its default
     */
    public static ServiceFinder start(
            ModelDirectory directory, EvaluationSettings settings, Optional<String> crowdedTiles) {
        return new ServiceFinder(
                EngineProvider.start(EngineSettings.ofModel(directory.path())),
                directory,
                settings,
                crowdedTiles.orElse(""));
    }

    @Override
    public List<Prediction> find(ImageTile picture, Vocabulary vocabulary, Optional<Consumer<SemanticMap>> classes) {
        if (classes.isPresent()) {
            throw new InvalidInputException("the service is measured by its instances only");
        }
        ImageTile seen = settings.seen(picture);
        GridCoverage2D coverage = PictureCoverage.of(seen, WEST, NORTH, resolution);
        OutlineMask masks = new OutlineMask(
                picture.width(),
                picture.height(),
                WEST,
                NORTH,
                resolution * seen.width() / picture.width(),
                resolution * seen.height() / picture.height());
        List<Prediction> predictions = new ArrayList<>();
        try (SimpleFeatureIterator features =
                segment(coverage, text(vocabulary)).features()) {
            while (features.hasNext()) {
                SimpleFeature feature = features.next();
                RunLengthMask mask = masks.of((Geometry) feature.getDefaultGeometry());
                // thinner than a pixel
                if (mask.area() > 0) {
                    predictions.add(new Prediction(
                            (Integer) feature.getAttribute("class_index"),
                            (Double) feature.getAttribute("score"),
                            mask));
                }
            }
        }
        predictions.sort(Comparator.comparingDouble(one -> -one.score()));
        return predictions;
    }

    private SimpleFeatureCollection segment(GridCoverage2D coverage, String classes) {
        InferenceSettings inference = settings.inference();
        try {
            Map<String, Object> outputs = process.execute(
                    coverage,
                    "",
                    new String[] {classes},
                    model,
                    "",
                    Double.toString(inference.minScore()),
                    "",
                    "",
                    "none",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    Double.toString(inference.alpha()),
                    Double.toString(inference.beta()),
                    Integer.toString(inference.maxInstances()),
                    "",
                    crowdedTiles,
                    null);
            return (SimpleFeatureCollection) outputs.get(Outputs.RESULT);
        } catch (ProcessException failure) {
            if (failure.getCause() instanceof InvalidInputException wrong) {
                throw wrong;
            }
            throw failure;
        }
    }

    private static String text(Vocabulary vocabulary) {
        String text = vocabulary.classes().stream()
                .map(one -> String.join(",", one.names()))
                .collect(Collectors.joining(";"));
        if (!Vocabulary.parse(text).equals(vocabulary)) {
            throw new InvalidInputException("the service can't be asked for class names that contain ';'");
        }
        return text;
    }

    @Override
    public void close() {
        engine.close();
    }
}

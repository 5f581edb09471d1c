package org.scorewps.process;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.vector.GeometryForm;
import org.scorewps.process.vector.Outlines;

/**
 * What a client asked for, checked, before any pixel is read.
 *
 * @param vocabulary the classes
 * @param model name of the model, the default one when empty
 * @param bands the bands that are shown, see {@link SceneOptions}
 * @param stretch how their values become 8-bit, see {@link SceneOptions}
 * @param nodata the value that stands for no data, see {@link SceneOptions}
 * @param crs the CRS of a coverage that has none, see {@link SceneOptions}
 * @param pixel what a pixel covers when the model sees it
 * @param roi the part that is asked for, see {@link SceneOptions}
 * @param minScore score threshold, the model's when empty
 * @param alpha weight of the out-of-vocabulary classifier for seen classes, the model's when empty
 * @param beta the same for novel classes
 * @param maxInstances at most so many features, best first; no limit of its own when empty
 * @param form kind of geometry
 * @param simplify tolerance in metres; a third of a pixel when empty
 * @param rightAngled classes whose outlines get right angles
 * @param step lowest step between parallel walls of these, metres; one and a half pixels when empty
 * @param failedTiles what a tile that fails does to the request
 * @param crowdedTiles what becomes of tiles with many objects
 */
record SegmentationRequest(
        Vocabulary vocabulary,
        Optional<String> model,
        Optional<String> bands,
        Optional<String> stretch,
        Optional<String> nodata,
        Optional<String> crs,
        PixelSize pixel,
        Optional<Geometry> roi,
        OptionalDouble minScore,
        OptionalDouble alpha,
        OptionalDouble beta,
        OptionalInt maxInstances,
        GeometryForm form,
        OptionalDouble simplify,
        IntPredicate rightAngled,
        OptionalDouble step,
        FailedTiles failedTiles,
        CrowdedTiles crowdedTiles) {
    private static final double DEFAULT_TOLERANCE_PIXELS = 1.0 / 3;

    /** Masks are known at every fourth pixel: lower steps between walls than this are chance. */
    private static final double DEFAULT_STEP_PIXELS = 1.5;

    /**
     * Reads the inputs of a process; absent ones are null or empty.
     *
     * @throws org.scorewps.engine.InvalidInputException with one line that names the input and what it may be
     */
    static SegmentationRequest parse(
            String[] classes,
            String model,
            String roi,
            String minScore,
            String resolution,
            String bands,
            String stretch,
            String nodata,
            String crs,
            String geometry,
            String simplify,
            String regularize,
            String regularizeTolerance,
            String alpha,
            String beta,
            String maxInstances,
            String failedTiles,
            String crowdedTiles,
            ProcessLimits limits) {
        Vocabulary vocabulary = Vocabulary.parse(classes == null ? "" : joined(classes));
        return new SegmentationRequest(
                vocabulary,
                Literals.text("model", model),
                Literals.text("bands", bands),
                Literals.text("stretch", stretch),
                Literals.text("nodata", nodata),
                Literals.text("crs", crs),
                PixelSize.parse("resolution", resolution),
                Literals.region("roi", roi),
                Literals.number("minScore", minScore, 0, 1),
                Literals.number("alpha", alpha, 0, 1),
                Literals.number("beta", beta, 0, 1),
                Literals.integer("maxInstances", maxInstances, 1, limits.maxInstances()),
                Literals.choice("geometry", geometry, GeometryForm.class).orElse(GeometryForm.POLYGON),
                Literals.number("simplify", simplify, 0, 1e6),
                Literals.text("regularize", regularize)
                        .map(text -> ClassChoice.parse("regularize", text, vocabulary))
                        .orElse(index -> false),
                Literals.positive("regularizeTolerance", regularizeTolerance),
                Literals.choice("failedTiles", failedTiles, FailedTiles.class).orElse(FailedTiles.FAIL),
                Literals.choice("crowdedTiles", crowdedTiles, CrowdedTiles.class)
                        .orElse(CrowdedTiles.SPLIT));
    }

    /** Reads the inputs of a process that makes no outlines. */
    static SegmentationRequest withoutOutlines(
            String[] classes,
            String model,
            String roi,
            String minScore,
            String resolution,
            String bands,
            String stretch,
            String nodata,
            String crs,
            String alpha,
            String beta,
            String failedTiles,
            ProcessLimits limits) {
        return parse(
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
                "",
                "",
                "",
                alpha,
                beta,
                "",
                failedTiles,
                // scores of pixels don't run out
                Literals.literal(CrowdedTiles.ONCE),
                limits);
    }

    private static String joined(String[] classes) {
        return Arrays.stream(classes).filter(text -> text != null).collect(Collectors.joining(";"));
    }

    /**
     * How the coverage is read.
     *
     * @throws org.scorewps.engine.InvalidInputException when it is to be seen as the model was trained, which doesn't say
     */
    SceneOptions scene(ModelInfo info) {
        return new SceneOptions(bands, stretch, nodata, crs, pixel.metres(info), roi);
    }

    /** Tolerance of outlines in scene pixels. */
    double tolerance(Scene scene) {
        return simplify.isPresent()
                ? simplify.getAsDouble() / scene.groundResolution().mean()
                : DEFAULT_TOLERANCE_PIXELS;
    }

    /** Lowest step between parallel walls, metres. */
    double step(Scene scene) {
        return step.orElse(DEFAULT_STEP_PIXELS * scene.groundResolution().mean());
    }

    /** How outlines are drawn. */
    Outlines outlines(Scene scene) {
        return new Outlines(scene, tolerance(scene), rightAngled, step(scene));
    }

    /** The settings for the engine: the model's, where the request says nothing. */
    InferenceSettings settings(ModelInfo info) {
        InferenceSettings defaults = info.defaults();
        return new InferenceSettings(
                alpha.orElse(defaults.alpha()),
                beta.orElse(defaults.beta()),
                minScore.orElse(defaults.minScore()),
                maxInstances.orElse(defaults.maxInstances()));
    }
}

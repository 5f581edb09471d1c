package org.scorewps.process;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.SceneOptions;
import org.scorewps.process.vector.GeometryForm;

/**
 * What a client asked for, checked, before any pixel is read.
 *
 * @param vocabulary the classes
 * @param model name of the model, the default one when empty
 * @param scene how the coverage is read
 * @param minScore score threshold, the model's when empty
 * @param alpha weight of the out-of-vocabulary classifier for seen classes, the model's when empty
 * @param beta the same for novel classes
 * @param maxInstances at most so many features, best first; no limit of its own when empty
 * @param form kind of geometry
 * @param simplify tolerance in metres; a third of a pixel when empty
 */
record SegmentationRequest(
        Vocabulary vocabulary,
        Optional<String> model,
        SceneOptions scene,
        OptionalDouble minScore,
        OptionalDouble alpha,
        OptionalDouble beta,
        OptionalInt maxInstances,
        GeometryForm form,
        OptionalDouble simplify) {

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

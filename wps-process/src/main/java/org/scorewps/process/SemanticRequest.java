package org.scorewps.process;

import java.util.Optional;
import java.util.OptionalDouble;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.SceneOptions;

/**
 * What a client asked for of a semantic segmentation, checked, before any pixel is read.
 *
 * @param vocabulary the classes
 * @param model name of the model, the default one when empty
 * @param scene how the coverage is read
 * @param minScore score that a pixel's class needs; the models' own thresholds are for instances
 * @param alpha weight of the out-of-vocabulary classifier for seen classes, the model's when empty
 * @param beta the same for novel classes
 */
record SemanticRequest(
        Vocabulary vocabulary,
        Optional<String> model,
        SceneOptions scene,
        double minScore,
        OptionalDouble alpha,
        OptionalDouble beta) {

    /** The settings for the engine: the model's, where the request says nothing. */
    InferenceSettings settings(ModelInfo info) {
        InferenceSettings defaults = info.defaults();
        return new InferenceSettings(
                alpha.orElse(defaults.alpha()), beta.orElse(defaults.beta()), minScore, defaults.maxInstances());
    }
}

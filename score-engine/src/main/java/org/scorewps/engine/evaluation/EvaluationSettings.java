package org.scorewps.engine.evaluation;

import java.util.Optional;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.network.image.ShortestEdgeResize;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * How a model is evaluated.
 *
 * @param inference weights of the ensemble, least score and most instances a picture
 * @param resize what the network sees of a picture
 * @param vocabulary class names, one class for each category in order; by default the categories' own names
 * @param split which categories the means are over
 * @param maxImages at most so many pictures, those with the smallest ids
 * @param semantic whether to measure semantic segmentation too
 */
public record EvaluationSettings(
        InferenceSettings inference,
        ShortestEdgeResize resize,
        Optional<Vocabulary> vocabulary,
        Split split,
        int maxImages,
        boolean semantic) {
    /** The resize of the authors' tests: shortest side 512, longest at most 800 pixels. */
    public static final ShortestEdgeResize RESIZE = ShortestEdgeResize.to(512);

    /** Instances a picture in the authors' tests. */
    public static final int MAX_INSTANCES = 300;

    /** Which categories the means are over. */
    public enum Split {
        /** All. */
        ALL,
        /** Those that the model saw in training. */
        BASE,
        /** The others. */
        NOVEL;

        /** Whether a category belongs to it. */
        boolean has(boolean seen) {
            return this == ALL || this == BASE == seen;
        }
    }

    /** Checks the number. */
    public EvaluationSettings {
        if (maxImages < 1) {
            throw new InvalidInputException("the most images must be at least 1, not " + maxImages);
        }
    }
}

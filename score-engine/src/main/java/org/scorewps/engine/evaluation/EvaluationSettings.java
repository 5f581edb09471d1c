package org.scorewps.engine.evaluation;

import java.util.Optional;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.network.image.ShortestEdgeResize;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * How a model is evaluated.
 *
 * @param inference weights of the ensemble, least score and most instances a picture
 * @param resize what the network sees of a picture; empty for the picture as it is
 * @param vocabulary class names, one class for each category in order; by default the categories' own names
 * @param split which categories the means are over
 * @param maxImages at most so many pictures, those with the smallest ids
 * @param semantic whether to measure semantic segmentation too
 * @param suppression intersection over union of masks from above which a prediction is left out beside a surer one of its
 *     class; 1 for never, as in the paper
 */
public record EvaluationSettings(
        InferenceSettings inference,
        Optional<ShortestEdgeResize> resize,
        Optional<Vocabulary> vocabulary,
        Split split,
        int maxImages,
        boolean semantic,
        double suppression) {
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

    /** Checks the numbers. */
    public EvaluationSettings {
        if (maxImages < 1) {
            throw new InvalidInputException("the most images must be at least 1, not " + maxImages);
        }
        if (!(suppression >= 0 && suppression <= 1)) {
            throw new InvalidInputException("the overlap of duplicates must be between 0 and 1, not " + suppression);
        }
    }

    /** A picture as the network is to see it. */
    public ImageTile seen(ImageTile picture) {
        return resize.map(one -> one.resize(picture)).orElse(picture);
    }
}

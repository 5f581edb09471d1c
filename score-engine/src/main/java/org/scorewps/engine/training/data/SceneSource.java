package org.scorewps.engine.training.data;

import java.util.List;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.scenes.SceneGenerator;

/**
 * Which generated scenes are learned from.
 *
 * @param seed of the scenes
 * @param size their side, pixels
 * @param jitter whether they are scaled at random, too; they come at many resolutions by themselves
 * @param rare classes that less than this part of the scenes show are shown more often; 0 for none
 * @param hard names of classes that are shown eight times as often as frequent ones
 * @param mostObjects scenes with more objects are passed over
 * @param coarsest coarsest ground resolution, metres a pixel
 */
public record SceneSource(
        int seed, int size, boolean jitter, double rare, List<String> hard, int mostObjects, double coarsest) {
    private static final int STEP = 32;

    /** Checks the ranges and copies the list. */
    public SceneSource {
        hard = List.copyOf(hard);
        if (size < SceneGenerator.MIN_SIZE || size > SceneGenerator.MAX_SIZE || size % STEP != 0) {
            throw new InvalidInputException(
                    "size must be a multiple of %d up to %d, not %d".formatted(STEP, SceneGenerator.MAX_SIZE, size));
        }
        if (!(rare >= 0 && rare <= 1)) {
            throw new InvalidInputException("rare must be 0 to 1, not " + rare);
        }
        if (!(coarsest > 0)) {
            throw new InvalidInputException("coarsest must be positive, not " + coarsest);
        }
        if (mostObjects < 1) {
            throw new InvalidInputException("most_objects must be at least 1, not " + mostObjects);
        }
    }
}

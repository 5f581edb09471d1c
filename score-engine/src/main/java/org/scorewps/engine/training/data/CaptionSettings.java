package org.scorewps.engine.training.data;

import org.scorewps.engine.InvalidInputException;

/**
 * How the general image tower goes on with CLIP's pre-training while it learns to segment.
 *
 * @param weight of this loss beside the others; 0 for none
 * @param batch captioned windows in a step
 * @param scenes how many generated scenes windows are cut from, at most
 */
public record CaptionSettings(double weight, int batch, int scenes) {
    private static final int MOST = 1024;
    private static final int MOST_SCENES = 1 << 20;

    /** Checks the ranges. */
    public CaptionSettings {
        if (!(weight >= 0 && weight <= MOST)) {
            throw new InvalidInputException("weight must be 0 to %d, not %s".formatted(MOST, weight));
        }
        if (batch < 1 || batch > MOST) {
            throw new InvalidInputException("batch must be 1 to %d, not %d".formatted(MOST, batch));
        }
        if (scenes < 1 || scenes > MOST_SCENES) {
            throw new InvalidInputException("scenes must be 1 to %d, not %d".formatted(MOST_SCENES, scenes));
        }
    }

    /** Whether there is anything to learn. */
    public boolean used() {
        return weight > 0;
    }
}

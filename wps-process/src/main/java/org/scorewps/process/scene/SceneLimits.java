package org.scorewps.process.scene;

import org.scorewps.engine.InvalidInputException;

/**
 * How large a scene may be.
 *
 * @param maxPixels pixels that one request may read, or make by resampling
 */
public record SceneLimits(long maxPixels) {
    /** @throws InvalidInputException when there are more pixels than that */
    void checkPixels(String what, long width, long height) {
        if (Math.multiplyHigh(width, height) != 0 || width * height > maxPixels) {
            throw new InvalidInputException("%s has %d x %d pixels, at most %d are allowed: choose a part with roi"
                    .formatted(what, width, height, maxPixels));
        }
    }
}

package org.scorewps.process;

import org.scorewps.engine.InvalidInputException;

/**
 * What one request may use at most.
 *
 * @param maxPixels pixels that it may read, or make by resampling
 * @param maxTiles tiles that it may send to the engine
 * @param maxInstances objects that it may find
 * @param tilesInFlight tiles that it has read and not yet got back
 */
public record ProcessLimits(long maxPixels, long maxTiles, int maxInstances, int tilesInFlight) {
    /** About 30,000 x 30,000 pixels. */
    public static final ProcessLimits DEFAULT = new ProcessLimits(1_000_000_000L, 10_000, 100_000, 4);

    /** Checks that all are positive. */
    public ProcessLimits {
        if (maxPixels < 1 || maxTiles < 1 || maxInstances < 1 || tilesInFlight < 1) {
            throw new InvalidInputException(
                    "limits must be at least 1, not pixels %d, tiles %d, instances %d, tiles in flight %d"
                            .formatted(maxPixels, maxTiles, maxInstances, tilesInFlight));
        }
    }

    void checkTiles(long tiles) {
        if (tiles > maxTiles) {
            throw new InvalidInputException(
                    "the coverage makes %d tiles, at most %d are allowed: choose a part with roi or a coarser resolution"
                            .formatted(tiles, maxTiles));
        }
    }

    void checkInstances(int instances) {
        if (instances > maxInstances) {
            throw new InvalidInputException(
                    "more than %d instances were found: raise minScore or choose a part with roi"
                            .formatted(maxInstances));
        }
    }
}

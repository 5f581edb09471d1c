package org.scorewps.engine;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What tiles of one size cost an engine with one model.
 *
 * @param workers batches that it runs at the same time
 * @param maxBatch tiles in a batch, at most
 * @param secondsPerTile a worker's time for a tile, the mean of the latest batches; empty until one was measured
 *     with a warm engine
 * @param secondsPerBatch the same for a batch of any number of tiles
 * @param measuredTiles tiles that the means are of
 * @param nativeBytes memory outside Java's heap, on the device where there is one: the weights, and what all workers'
 *     batches need while they run; empty when the engine can't tell
 */
public record TileCost(
        int workers,
        int maxBatch,
        OptionalDouble secondsPerTile,
        OptionalDouble secondsPerBatch,
        long measuredTiles,
        OptionalLong nativeBytes) {
    /** Of an engine that knows nothing about itself. */
    public static final TileCost UNKNOWN =
            new TileCost(1, 1, OptionalDouble.empty(), OptionalDouble.empty(), 0, OptionalLong.empty());
}

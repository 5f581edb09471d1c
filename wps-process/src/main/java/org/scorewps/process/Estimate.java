package org.scorewps.process;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.TileCost;
import org.scorewps.process.scene.SceneLimits;
import org.scorewps.process.tile.TileSplit;

/**
 * What a planned request will use.
 *
 * <p>Time: every tile's share of a worker's batch, divided by the batches that run at the same time, with an engine that
 * does nothing else. Reading and tracing go on meanwhile and aren't counted. Which tiles are crowded, and looked at again
 * in parts, shows only then.
 *
 * <p>Memory: of Java's heap what tiles need, from their sizes. With {@code P} pixels in a tile, {@code S} pixels of the
 * coverage under it (more or fewer than {@code P} when it is resampled) and {@code D} detections at most, each tile in
 * flight has {@code 3 P} bytes of colours, {@code 4 P} of validity and masks of {@code 4 D} bytes for each of its
 * {@code P / 16} samples, one that is looked at again in parts four times as many; the one that is read has samples and
 * validity, {@code 13 (P + S)}. Outside the heap it is what the engine says of itself: weights and activations. What is
 * found isn't known before: an object takes some kilobytes.
 *
 * @param plan what will be run
 * @param cost what the engine says of the tiles
 * @param measuredNow whether a tile was run for this, because the engine had not measured any yet
 * @param limits what the request may use
 */
record Estimate(SegmentationPlan plan, TileCost cost, boolean measuredNow, ProcessLimits limits) {
    private static final int STRIDE = 4;

    /** Of a tile that is looked at again; one at a time is. */
    private static final int PARTS = 4;

    /** Seconds that the request takes; empty when they weren't measured. */
    OptionalDouble seconds() {
        if (cost.secondsPerTile().isEmpty()) {
            return OptionalDouble.empty();
        }
        long together = Math.max(1, Math.min(cost.workers(), tilesInFlight()));
        return OptionalDouble.of(plan.tiles() * cost.secondsPerTile().getAsDouble() / together);
    }

    /** The same, were every tile crowded: looked at again in parts. */
    OptionalDouble secondsAtMost() {
        OptionalDouble once = seconds();
        if (once.isEmpty() || plan.crowdedTiles() == CrowdedTiles.ONCE) {
            return once;
        }
        double pixels = (double) plan.tileWidth() * plan.tileHeight();
        double again = TileSplit.of(plan.tileWidth(), plan.tileHeight()).parts().stream()
                .mapToDouble(part -> (double) part.width() * part.height())
                .sum();
        double share = (double) plan.pyramid().finest().count() / plan.tiles();
        return OptionalDouble.of(once.getAsDouble() * (1 + share * again / pixels));
    }

    /** Bytes of Java's heap. */
    long heapBytes() {
        long width = plan.tileWidth();
        long height = plan.tileHeight();
        long pixels = width * height;
        long scenePixels =
                (long) plan.scene().part().width() * plan.scene().part().height();
        long source = Math.round((double) plan.scene().sourcePixels() / scenePixels * pixels);
        long samples = ((width + STRIDE - 1) / STRIDE) * ((height + STRIDE - 1) / STRIDE);
        long masks = Float.BYTES * samples * plan.settings().maxInstances();
        long again = plan.crowdedTiles() == CrowdedTiles.ONCE ? 0 : PARTS * masks;
        return tilesInFlight() * (7 * pixels + masks) + again + 13 * (pixels + source);
    }

    /** Bytes outside of it; empty when the engine can't tell. */
    OptionalLong nativeBytes() {
        return cost.nativeBytes();
    }

    /** Which limits the request would exceed: what it would be told, one line each. */
    List<String> exceeded() {
        List<String> messages = new ArrayList<>();
        for (Runnable check : checks()) {
            try {
                check.run();
            } catch (InvalidInputException tooMuch) {
                messages.add(tooMuch.getMessage());
            }
        }
        return List.copyOf(messages);
    }

    /** @throws InvalidInputException when the request would exceed a limit; the message tells the figure and the limit */
    void check() {
        checks().forEach(Runnable::run);
    }

    private List<Runnable> checks() {
        return List.of(
                () -> plan.scene().check(new SceneLimits(limits.maxPixels())),
                () -> limits.checkTiles(plan.tiles()),
                () -> limits.checkSeconds(seconds().orElse(0)),
                () -> limits.checkMemory(heapBytes() + nativeBytes().orElse(0)));
    }

    private long tilesInFlight() {
        return Math.min(limits.tilesInFlight(), plan.tiles());
    }
}

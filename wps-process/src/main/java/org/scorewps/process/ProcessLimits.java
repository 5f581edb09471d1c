package org.scorewps.process;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.scorewps.engine.InvalidInputException;

/**
 * What one request may use at most. {@link Estimate} foretells what it would use.
 *
 * @param maxPixels pixels that it may read, or make by resampling
 * @param maxTiles tiles that it may send to the engine
 * @param maxInstances objects that it may find
 * @param tilesInFlight tiles that it has read and not yet got back
 * @param maxSeconds how long it may take by the estimate; 0 for as long as it wants
 * @param maxMegabytes how much memory it may need by the estimate, heap and native together; 0 for as much as it wants
 */
public record ProcessLimits(
        long maxPixels, long maxTiles, int maxInstances, int tilesInFlight, long maxSeconds, long maxMegabytes) {
    /** About 30,000 x 30,000 pixels. */
    public static final ProcessLimits DEFAULT = new ProcessLimits(1_000_000_000L, 10_000, 100_000, 4);

    private static final long MEGABYTE = 1L << 20;

    /** Checks that all are positive. */
    public ProcessLimits {
        if (maxPixels < 1 || maxTiles < 1 || maxInstances < 1 || tilesInFlight < 1) {
            throw new InvalidInputException(
                    "limits must be at least 1, not pixels %d, tiles %d, instances %d, tiles in flight %d"
                            .formatted(maxPixels, maxTiles, maxInstances, tilesInFlight));
        }
        if (maxSeconds < 0 || maxMegabytes < 0) {
            throw new InvalidInputException("limits must be at least 1, or 0 for none, not seconds %d, megabytes %d"
                    .formatted(maxSeconds, maxMegabytes));
        }
    }

    /** Without limits of time and memory. */
    public ProcessLimits(long maxPixels, long maxTiles, int maxInstances, int tilesInFlight) {
        this(maxPixels, maxTiles, maxInstances, tilesInFlight, 0, 0);
    }

    void checkTiles(long tiles) {
        if (tiles > maxTiles) {
            throw new InvalidInputException(
                    "the coverage makes %d tiles, at most %d are allowed: choose a part with roi or a coarser resolution"
                            .formatted(tiles, maxTiles));
        }
    }

    void checkSeconds(double seconds) {
        if (maxSeconds > 0 && seconds > maxSeconds) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the request would take about %.0f seconds, at most %d are allowed: choose a part with roi, a"
                            + " coarser resolution or a smaller model",
                    Math.ceil(seconds),
                    maxSeconds));
        }
    }

    void checkMemory(long bytes) {
        if (maxMegabytes > 0 && bytes > maxMegabytes * MEGABYTE) {
            throw new InvalidInputException(
                    "the request would need about %d megabytes of memory, at most %d are allowed: choose a smaller model"
                            .formatted((bytes + MEGABYTE - 1) / MEGABYTE, maxMegabytes));
        }
    }

    void checkInstances(long instances) {
        if (instances > maxInstances) {
            throw new InvalidInputException(
                    "more than %d instances were found: raise minScore or choose a part with roi"
                            .formatted(maxInstances));
        }
    }

    /** Those that are set, by their names. */
    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("maxPixels", maxPixels);
        json.addProperty("maxTiles", maxTiles);
        json.addProperty("maxInstances", maxInstances);
        if (maxSeconds > 0) {
            json.addProperty("maxSeconds", maxSeconds);
        }
        if (maxMegabytes > 0) {
            json.addProperty("maxMegabytes", maxMegabytes);
        }
        return json;
    }
}

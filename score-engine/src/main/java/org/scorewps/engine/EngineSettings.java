package org.scorewps.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine is started with.
 *
 * @param models folder of the model directories
 * @param defaultModel the model of requests that name none; the first by name when empty
 * @param workers long-lived inference threads; 0 lets the engine choose
 * @param maxSessions requests that may run at the same time; further ones are told to come back later
 * @param queuedTiles tiles that may wait for a worker
 */
public record EngineSettings(
        Path models, Optional<String> defaultModel, int workers, int maxSessions, int queuedTiles) {
    /** Requests at the same time, unless somebody says otherwise. */
    public static final int DEFAULT_SESSIONS = 8;

    /** Tiles that may wait, unless somebody says otherwise. */
    public static final int DEFAULT_QUEUE = 16;

    /** Checks the numbers. */
    public EngineSettings {
        if (workers < 0 || maxSessions < 1 || queuedTiles < 1) {
            throw new InvalidInputException(
                    "an engine needs 0 or more workers, and at least 1 session and 1 queued tile, not %d, %d, %d"
                            .formatted(workers, maxSessions, queuedTiles));
        }
    }

    /** The usual numbers. */
    public static EngineSettings of(Path models) {
        return new EngineSettings(models, Optional.empty(), 0, DEFAULT_SESSIONS, DEFAULT_QUEUE);
    }

    /**
     * The usual numbers, for one model.
     *
     * @param directory the model's, not a root folder
     */
    public static EngineSettings ofModel(Path directory) {
        Path place = directory.toAbsolutePath().normalize();
        return new EngineSettings(
                place.getParent(), Optional.of(place.getFileName().toString()), 0, DEFAULT_SESSIONS, DEFAULT_QUEUE);
    }
}

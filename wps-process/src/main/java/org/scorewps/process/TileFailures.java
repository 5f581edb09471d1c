package org.scorewps.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.process.ProcessException;
import org.geotools.util.logging.Logging;
import org.scorewps.process.tile.PyramidTile;

/**
 * The tiles of a run that failed. When they are to be listed, a failure that is its tile's own doesn't end the run, unless
 * no tile goes well. May be used by several threads.
 */
final class TileFailures {
    /** When none of so many goes well, and none before, it isn't the tiles. */
    static final int HOPELESS = 100;

    private static final Logger LOGGER = Logging.getLogger(TileFailures.class);

    private final FailedTiles policy;
    private final Map<PyramidTile, String> messages = new LinkedHashMap<>();
    private Optional<ProcessException> first = Optional.empty();
    private boolean anyExamined;

    TileFailures(FailedTiles policy) {
        this.policy = policy;
    }

    /** Takes note of a tile that went well. */
    synchronized void examined() {
        anyExamined = true;
    }

    /**
     * Takes note of a tile that failed.
     *
     * @throws ProcessException that names the tile, when the failure ends the run
     */
    synchronized void add(PyramidTile tile, Throwable failure) {
        ProcessException named = Failures.ofTile(tile, failure);
        if (policy == FailedTiles.FAIL || !Failures.concernsOnlyOne(failure)) {
            throw named;
        }
        LOGGER.log(Level.FINE, failure, named::getMessage);
        messages.put(tile, Failures.asProcessException(failure).getMessage());
        first = first.or(() -> Optional.of(named));
        if (messages.size() >= HOPELESS) {
            check();
        }
    }

    /** @throws ProcessException the first failure, when no tile went well and at least one failed */
    synchronized void check() {
        if (!anyExamined && first.isPresent()) {
            throw first.get();
        }
    }

    /** What happened to which tiles, in the order in which they failed. */
    synchronized Map<PyramidTile, String> messages() {
        return new LinkedHashMap<>(messages);
    }
}

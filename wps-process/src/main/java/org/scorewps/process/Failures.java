package org.scorewps.process;

import org.geotools.process.ProcessException;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.UnreadablePixelsException;
import org.scorewps.process.tile.PyramidTile;

/** Turns whatever went wrong into the one line that a client gets. */
final class Failures {
    private Failures() {}

    /** What went wrong with one tile; the message names it, unless every tile would go wrong alike. */
    static ProcessException ofTile(PyramidTile tile, Throwable failure) {
        ProcessException plain = asProcessException(failure);
        return failure == plain || failure instanceof InvalidInputException || failure instanceof EngineBusyException
                ? plain
                : new ProcessException("the tile of " + tile.name() + ": " + plain.getMessage(), failure);
    }

    /**
     * Messages of bad input, of unreadable pixels and of a busy engine are passed on, with the exception as cause so that a server can tell
     * them apart; anything else is named by its type and message.
     */
    static ProcessException asProcessException(Throwable failure) {
        if (failure instanceof ProcessException already) {
            return already;
        }
        if (failure instanceof InvalidInputException
                || failure instanceof EngineBusyException
                || failure instanceof UnreadablePixelsException) {
            return new ProcessException(failure.getMessage(), failure);
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null
                ? ""
                : ": " + root.getMessage().lines().findFirst().orElse("");
        return new ProcessException(
                "segmentation failed with " + root.getClass().getSimpleName() + message, failure);
    }
}

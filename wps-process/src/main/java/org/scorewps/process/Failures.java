package org.scorewps.process;

import java.util.concurrent.CancellationException;
import org.geotools.process.ProcessException;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.EngineStoppedException;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.UnreadablePixelsException;
import org.scorewps.process.tile.PyramidTile;

/** Turns whatever went wrong into the one line that a client gets. */
final class Failures {
    private Failures() {}

    /** What went wrong with one tile; the message names it, unless every tile would go wrong alike. */
    static ProcessException ofTile(PyramidTile tile, Throwable failure) {
        ProcessException plain = asProcessException(failure);
        return failure == plain || speaksForItself(failure)
                ? plain
                : new ProcessException("the tile of " + tile.name() + ": " + plain.getMessage(), failure);
    }

    /**
     * Whether what went wrong with one tile says nothing of others. Bad input, a busy or stopped engine, a cancellation and
     * errors of the JVM, such as too little memory, don't belong to a tile.
     */
    static boolean concernsOnlyOne(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof Error
                || cause instanceof ProcessException
                || cause instanceof CancellationException
                || cause instanceof InterruptedException
                || speaksForItself(cause))) {
            if (cause.getCause() == null || cause.getCause() == cause) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether the exception's own message says all, whichever tile it happened to. */
    private static boolean speaksForItself(Throwable failure) {
        return failure instanceof InvalidInputException
                || failure instanceof EngineBusyException
                || failure instanceof EngineStoppedException;
    }

    /** The server stops a request's thread; the thread stays interrupted. */
    static ProcessException stopping(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new ProcessException("cancelled: the server is stopping", stopped);
    }

    /**
     * Messages of bad input, of unreadable pixels and of a busy or stopped engine are passed on, with the exception as
     * cause so that a server can tell them apart; anything else is named by its type and message.
     */
    static ProcessException asProcessException(Throwable failure) {
        if (failure instanceof ProcessException already) {
            return already;
        }
        if (speaksForItself(failure) || failure instanceof UnreadablePixelsException) {
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

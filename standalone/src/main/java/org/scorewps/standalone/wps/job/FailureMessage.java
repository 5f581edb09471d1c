package org.scorewps.standalone.wps.job;

import java.util.Optional;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a process throws into what its client is told. */
final class FailureMessage {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMessage.class);

    private FailureMessage() {}

    static WpsException of(String process, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WpsException known) {
                return known;
            }
            if (cause instanceof EngineBusyException) {
                return new WpsException(ExceptionCode.SERVER_BUSY, "", cause.getMessage());
            }
            if (cause instanceof OutOfMemoryError) {
                return WpsException.processFailed("not enough memory for this request", failure);
            }
        }
        LOG.info("{} failed", process, failure);
        return WpsException.processFailed(message(failure).orElse("the process failed"), failure);
    }

    /** The first message that somebody wrote, rather than one that only repeats its cause. */
    private static Optional<String> message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final String message = cause.getMessage();
            final boolean repeats = cause.getCause() != null
                    && message != null
                    && message.contains(cause.getCause().getClass().getName());
            if (message != null && !message.isBlank() && !repeats) {
                return Optional.of(message.replaceAll("\\s+", " ").trim());
            }
        }
        return Optional.empty();
    }
}

package org.scorewps.engine;

/** All places for running requests are taken: the caller may try again later. The message says how many are running. */
public final class EngineBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the user */
    public EngineBusyException(String message) {
        super(message);
    }
}

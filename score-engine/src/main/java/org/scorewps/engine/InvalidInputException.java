package org.scorewps.engine;

/**
 * The caller asked for something that can't be done: an unknown model, a malformed vocabulary, a damaged checkpoint. The
 * message is one line for the person who asked: it names the thing and the limit.
 */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the user, naming the thing and the limit */
    public InvalidInputException(String message) {
        super(message);
    }

    /**
     * @param message one line for the user, naming the thing and the limit
     * @param cause what failed underneath
     */
    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.scorewps.process.scene;

/** Some pixels of a coverage can't be read: its file is damaged, gone, or in a form that its decoder doesn't know. */
public final class UnreadablePixelsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what the decoder ran into; told as it is, unless that is a slip of the decoder */
    UnreadablePixelsException(Throwable reason) {
        super("the coverage's pixels can't be read: " + line(reason), reason);
    }

    private static String line(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String type = root.getClass().getSimpleName();
        return root.getMessage() == null || root instanceof RuntimeException
                ? "its decoder ends in %s, the file may be damaged".formatted(type)
                : root.getMessage().lines().findFirst().orElse(type);
    }
}

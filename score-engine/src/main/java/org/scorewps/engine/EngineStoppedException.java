package org.scorewps.engine;

/** The engine was closed, and does nothing any more for anybody. */
public final class EngineStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With the message that users get. */
    public EngineStoppedException() {
        super("the segmentation engine was stopped");
    }
}

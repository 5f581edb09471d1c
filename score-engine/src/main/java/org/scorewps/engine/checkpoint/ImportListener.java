package org.scorewps.engine.checkpoint;

/** Is told how far an import is. Throwing stops the import, and leaves nothing behind. */
@FunctionalInterface
public interface ImportListener {
    /** Listens to nothing. */
    ImportListener NONE = (step, done, total) -> {};

    /**
     * Called every few megabytes, from the importing thread.
     *
     * @param step what is being done, for people
     * @param done bytes of this step that are done
     * @param total bytes that this step has
     */
    void progress(String step, long done, long total);
}

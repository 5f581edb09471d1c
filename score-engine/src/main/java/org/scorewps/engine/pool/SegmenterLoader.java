package org.scorewps.engine.pool;

import org.scorewps.engine.checkpoint.ModelDirectory;

/** Loads models onto a device and prepares threads for using them. */
public interface SegmenterLoader {
    /** The device that models run on, for people: {@code cpu} or {@code gpu(0)}. */
    String device();

    /** How many workers suit the device when nobody says otherwise. */
    int workers();

    /** How many tiles of one size a worker takes at once at most. */
    int maxBatch();

    /** Called once in each worker, before it does anything else. */
    void prepareThread(int workers);

    /**
     * Memory outside Java's heap that one tile needs while a model of this loader looks at it, bytes; 0 when unknown.
     *
     * @param width of the tile, pixels
     * @param height of the tile, pixels
     */
    default long activationBytes(ModelDirectory directory, int width, int height) {
        return 0;
    }

    /**
     * Loads a model.
     *
     * @throws org.scorewps.engine.InvalidInputException when its files are damaged or don't fit together
     */
    Segmenter load(ModelDirectory directory);
}

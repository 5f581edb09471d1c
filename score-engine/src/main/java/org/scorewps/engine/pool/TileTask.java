package org.scorewps.engine.pool;

import java.util.concurrent.CompletableFuture;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * A tile on its way through the pool.
 *
 * @param lane what it takes turns as: tasks of one lane are done in order, lanes one after the other
 * @param kind which tasks may share a batch with it
 * @param tile the picture
 * @param submitted {@link System#nanoTime()} of its submission
 * @param result what it waits for
 * @param <R> what that is
 */
record TileTask<R>(Object lane, Kind<R> kind, ImageTile tile, long submitted, CompletableFuture<R> result) {
    /**
     * Tasks of equal kind may share a batch.
     *
     * @param inference what is wanted
     * @param segmenter the model
     * @param vocabulary the classes
     * @param settings what the request chose
     * @param width the tile's, in pixels
     * @param height the tile's, in pixels
     * @param <R> the result for a tile
     */
    record Kind<R>(
            Inference<R> inference,
            Segmenter segmenter,
            Vocabulary vocabulary,
            InferenceSettings settings,
            int width,
            int height) {}

    /** Identity: the same picture may be submitted twice. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

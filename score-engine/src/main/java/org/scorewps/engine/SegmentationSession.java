package org.scorewps.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One admitted request. Tiles of all sessions share the engine's workers. */
public interface SegmentationSession extends AutoCloseable {
    /**
     * Hands a tile to the workers. Waits while the engine's queue of tiles is full, so a caller that reads a large scene
     * never runs ahead of inference.
     *
     * @return the detections, best first; fails with the worker's exception, or an {@link EngineStoppedException}, or is
     *     cancelled when the session is closed first. Cancelling it takes the tile out of the queue.
     * @throws InterruptedException when interrupted while waiting for a place in the queue
     */
    CompletableFuture<List<Detection>> submit(ImageTile tile) throws InterruptedException;

    /**
     * Hands a tile to the workers for class scores in place of instances; waits, fails and is cancelled as
     * {@link #submit}.
     *
     * @return the scores {@code [classes, ceil(height / stride), ceil(width / stride)]} at the samples of the model's masks
     *     (stride 4 for SCORE): at full size, many classes would need gigabytes. Fails with an
     *     {@link InvalidInputException} when the engine gives instances only.
     * @throws InterruptedException when interrupted while waiting for a place in the queue
     */
    default CompletableFuture<SemanticMap> submitSemantic(ImageTile tile) throws InterruptedException {
        return CompletableFuture.failedFuture(
                new InvalidInputException("this server's engine finds instances only, no class of every pixel"));
    }

    /**
     * Hands a tile to the workers for instances and class scores, which come of one run of the network where the engine
     * can do that; waits, fails and is cancelled as {@link #submit}.
     *
     * @throws InterruptedException when interrupted while waiting for a place in the queue
     */
    default CompletableFuture<TileFindings> submitBoth(ImageTile tile) throws InterruptedException {
        CompletableFuture<List<Detection>> detections = submit(tile);
        return submitSemantic(tile).thenCombine(detections, (scores, found) -> new TileFindings(found, scores));
    }

    /** Which classes of the vocabulary the model was not trained with, by class index. */
    boolean novel(int classIndex);

    /** Gives the place back; tiles still in the queue are cancelled. */
    @Override
    void close();
}

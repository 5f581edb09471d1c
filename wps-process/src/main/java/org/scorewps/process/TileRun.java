package org.scorewps.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneTile;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.TilePyramid;

/**
 * Takes a scene's tiles through the engine. Three things go on at the same time: this thread reads, the engine's work,
 * and one more collects what they find, in the tiles' order. Between them are never more tiles than the limit, so memory
 * doesn't depend on the scene's size; and when the client cancels, no more than these are looked at.
 */
final class TileRun {
    private final Scene scene;
    private final TilePyramid tiles;
    private final int inFlight;
    private final Progress progress;
    private final TileFailures failures;
    private final AtomicLong done = new AtomicLong();

    /** What tiles are looked at for. */
    interface Examination {
        /**
         * Hands a tile to the engine; called by the thread that reads.
         *
         * @return empty when there is nothing to be seen in it
         */
        Optional<Pending<?>> begin(PyramidTile tile, SceneTile pixels) throws InterruptedException;

        /** Takes note of a tile in which nothing is seen; called by the thread that collects. */
        void skip(PyramidTile tile);

        /** Ends the work, after the last tile; called by the thread that collects. */
        void finish();
    }

    /** A second step, in the thread that collects: it may ask the engine once more, now that something is known. */
    interface Completion<R> {
        /**
         * What the tile shows.
         *
         * @param found what the engine found
         * @throws ExecutionException with what went wrong in the engine as cause
         */
        R of(R found) throws InterruptedException, ExecutionException;
    }

    /**
     * A tile that the engine has.
     *
     * @param result what it will find
     * @param completion what else is asked for then
     * @param collector takes that, in the thread that collects
     */
    record Pending<R>(CompletableFuture<R> result, Completion<R> completion, Consumer<R> collector) {
        /** Of a tile that is looked at once. */
        Pending(CompletableFuture<R> result, Consumer<R> collector) {
            this(result, found -> found, collector);
        }

        /** Waits for the result and gives what is to be done with it. */
        private Runnable await(Runnable checkpoint) throws InterruptedException, ExecutionException {
            R found = completion.of(EngineResults.await(result, checkpoint));
            return () -> collector.accept(found);
        }
    }

    /**
     * @param tiles of the scene
     * @param inFlight tiles that are read and not yet collected, at most
     * @param failures takes those that fail
     */
    TileRun(Scene scene, TilePyramid tiles, int inFlight, Progress progress, TileFailures failures) {
        this.scene = scene;
        this.tiles = tiles;
        this.inFlight = inFlight;
        this.progress = progress;
        this.failures = failures;
    }

    /**
     * Runs all tiles; when it returns or throws, no thread works for it any more.
     *
     * @param thread name of the one that collects
     */
    void run(String thread, Examination examination) throws InterruptedException {
        try (OrderedWorker worker = new OrderedWorker(thread, inFlight)) {
            for (PyramidTile tile : tiles) {
                worker.awaitRoom(this::checkCancelled);
                checkCancelled();
                Optional<Pending<?>> pending = begin(tile, examination);
                worker.submit(() -> {
                    collect(tile, pending, examination);
                    progress.report(done.incrementAndGet(), tiles.count());
                });
            }
            worker.awaitRoom(this::checkCancelled);
            worker.submit(() -> {
                failures.check();
                examination.finish();
            });
            worker.finish(this::checkCancelled);
        }
    }

    private Optional<Pending<?>> begin(PyramidTile tile, Examination examination) throws InterruptedException {
        try {
            SceneTile pixels = scene.read(tile.window(), tile.factor());
            // reading may take long
            checkCancelled();
            return examination.begin(tile, pixels);
        } catch (RuntimeException failure) {
            failures.add(tile, failure);
            return Optional.empty();
        }
    }

    private void collect(PyramidTile tile, Optional<Pending<?>> pending, Examination examination)
            throws InterruptedException {
        Runnable step = pending.isPresent() ? found(tile, pending.get(), examination) : () -> examination.skip(tile);
        try {
            step.run();
        } catch (RuntimeException failure) {
            throw Failures.ofTile(tile, failure);
        }
    }

    private Runnable found(PyramidTile tile, Pending<?> pending, Examination examination) throws InterruptedException {
        try {
            Runnable step = pending.await(this::checkCancelled);
            failures.examined();
            return step;
        } catch (ExecutionException failure) {
            failures.add(tile, failure.getCause());
            return () -> examination.skip(tile);
        }
    }

    /** @throws org.geotools.process.ProcessException when the request was cancelled */
    void checkCancelled() {
        progress.checkCancelled(done.get(), tiles.count());
    }
}

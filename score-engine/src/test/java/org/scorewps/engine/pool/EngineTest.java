package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorewps.engine.pool.SumLoader.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.Detection;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;

/** What tests of the engine share: two models, and an engine that adds up samples. */
@Timeout(300)
abstract class EngineTest {
    static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 10);
    static final Vocabulary CLASSES = Vocabulary.parse("ship; Airplane; spaceship");

    @TempDir
    Path folder;

    @BeforeEach
    void makeModels() throws IOException {
        ModelFolder.with(folder, "b-model", "a-model");
    }

    final EngineSettings settings(int sessions, int queue) {
        return new EngineSettings(folder, Optional.empty(), 1, sessions, queue);
    }

    static SegmentationSession open(LocalEngine engine) {
        return engine.open("a-model", CLASSES, SETTINGS);
    }

    static void waitFor(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2); // the class's time limit ends it
        }
    }

    static void answers(CompletableFuture<List<Detection>> result, ImageTile tile) throws Exception {
        assertThat(result.get(10, TimeUnit.SECONDS))
                .extracting(Detection::score)
                .containsExactly(SumLoader.score(tile));
    }

    /** A worker is held by the first tile, so that all others wait. */
    static CompletableFuture<List<Detection>> hold(SumLoader loader, SegmentationSession session)
            throws InterruptedException {
        CompletableFuture<List<Detection>> first = session.submit(tile(1, 1));
        waitFor(() -> loader.waiting.get() == 1);
        return first;
    }

    /** What a thread does. */
    interface Action {
        void run() throws Exception;
    }

    static Thread start(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

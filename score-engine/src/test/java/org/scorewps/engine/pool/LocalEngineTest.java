package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorewps.engine.pool.SumLoader.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.Detection;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.vocabulary.Vocabulary;

@Timeout(30)
class LocalEngineTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 10);
    private static final Vocabulary CLASSES = Vocabulary.parse("ship; Airplane; spaceship");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeModels() throws IOException {
        ModelFolder.with(folder, "b-model", "a-model");
    }

    private EngineSettings settings(int sessions, int queue) {
        return new EngineSettings(folder, Optional.empty(), 1, sessions, queue);
    }

    private static SegmentationSession open(LocalEngine engine) {
        return engine.open("a-model", CLASSES, SETTINGS);
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2); // the class's time limit ends it
        }
    }

    private static void answers(CompletableFuture<List<Detection>> result, ImageTile tile) throws Exception {
        assertThat(result.get(10, TimeUnit.SECONDS))
                .extracting(Detection::score)
                .containsExactly(SumLoader.score(tile));
    }

    /** A worker is held by the first tile, so that all others wait. */
    private static CompletableFuture<List<Detection>> hold(SumLoader loader, SegmentationSession session)
            throws InterruptedException {
        CompletableFuture<List<Detection>> first = session.submit(tile(1, 1));
        waitFor(() -> loader.waiting.get() == 1);
        return first;
    }

    @Test
    void knowsItsModels() throws IOException {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/model.json"), "{\"formatVersion\": 1}");
        Files.createDirectories(folder.resolve("notes"));
        try (LocalEngine engine = new LocalEngine(settings(1, 1), SumLoader.open(1))) {
            assertThat(engine.models()).extracting(ModelInfo::name).containsExactly("a-model", "b-model");
            assertThat(engine.model(Optional.empty()).name()).isEqualTo("a-model");
            assertThat(engine.model(Optional.of("b-model")).name()).isEqualTo("b-model");
            assertThat(engine.device()).isEqualTo("abacus");
            ModelFolder.with(folder, "c-model");
            assertThat(engine.model(Optional.of("c-model")).name()).isEqualTo("c-model");
        }
    }

    @Test
    void refusesModelsThatArentThere() throws IOException {
        Files.createDirectories(folder.resolve("inner"));
        EngineSettings inner = EngineSettings.of(folder.resolve("inner"));
        try (LocalEngine engine = new LocalEngine(settings(1, 1), SumLoader.open(1));
                LocalEngine empty = new LocalEngine(inner, SumLoader.open(1))) {
            for (String name :
                    List.of("c", "", ".", "..", "../a-model", "inner/../a-model", folder.toString(), "a\0")) {
                assertThatThrownBy(() -> engine.open(name, CLASSES, SETTINGS))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage("there is no model \"%s\"; installed are: a-model, b-model"
                                .formatted(name.replace('\0', ' ')));
            }
            assertThatThrownBy(() -> empty.open("../a-model", CLASSES, SETTINGS))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("there is no model \"../a-model\"; no models are installed on this server");
            assertThatThrownBy(() -> empty.model(Optional.empty()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("no models are installed on this server");
        }
    }

    @Test
    void defaultModelIsTheOneThatWasSet() {
        EngineSettings other = new EngineSettings(folder, Optional.of("b-model"), 1, 1, 1);
        try (LocalEngine engine = new LocalEngine(other, SumLoader.open(1))) {
            assertThat(engine.model(Optional.empty()).name()).isEqualTo("b-model");
        }
    }

    @Test
    void tellsNovelClasses() {
        try (LocalEngine engine = new LocalEngine(settings(1, 1), SumLoader.open(1));
                SegmentationSession session = open(engine)) {
            assertThat(IntStream.range(0, 3).mapToObj(session::novel)).containsExactly(false, false, true);
            assertThatThrownBy(() -> session.novel(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void saysWhenItIsBusy() throws Exception {
        try (LocalEngine engine = new LocalEngine(settings(2, 1), SumLoader.open(1))) {
            SegmentationSession first = open(engine);
            try (SegmentationSession second = open(engine)) {
                assertThatThrownBy(() -> open(engine))
                        .isInstanceOf(EngineBusyException.class)
                        .hasMessage("the segmentation engine is busy: 2 of 2 requests are running, 0 tiles are waiting;"
                                + " try again later");
                first.close();
                first.close(); // gives its place back once
                try (SegmentationSession third = open(engine)) {
                    answers(third.submit(tile(3, 5)), tile(3, 5));
                    assertThatThrownBy(() -> open(engine)).isInstanceOf(EngineBusyException.class);
                    answers(second.submit(tile(3, 6)), tile(3, 6));
                }
            }
            assertThat(engine.statistics().sessions()).isZero();
        }
    }

    @Test
    void tilesThatFitGoTogether() throws Exception {
        SumLoader loader = SumLoader.gated(3);
        try (LocalEngine engine = new LocalEngine(settings(3, 20), loader);
                SegmentationSession one = open(engine);
                SegmentationSession same = open(engine);
                SegmentationSession other = engine.open("a-model", Vocabulary.parse("tree"), SETTINGS)) {
            CompletableFuture<?> unused = hold(loader, one);
            List<CompletableFuture<List<Detection>>> results = new ArrayList<>();
            for (int width : List.of(2, 2, 3)) {
                results.add(one.submit(tile(width, 1)));
            }
            results.add(same.submit(tile(2, 2)));
            results.add(other.submit(tile(2, 3)));
            loader.openGate();
            for (CompletableFuture<List<Detection>> result : results) {
                result.get(10, TimeUnit.SECONDS);
            }
            assertThat(loader.batches)
                    .containsExactly(
                            List.of(tile(1, 1)),
                            List.of(tile(2, 1), tile(2, 2), tile(2, 1)),
                            List.of(tile(2, 3)),
                            List.of(tile(3, 1)));
            waitFor(() -> engine.statistics().done() == 6);
            PoolStatistics statistics = engine.statistics();
            assertThat(statistics.batches()).isEqualTo(Map.of(1, 3L, 3, 1L));
            assertThat(statistics.waitingSeconds()).isPositive();
        }
    }

    @Test
    void classScoresAndInstancesShareTheWorkersButNoBatch() throws Exception {
        SumLoader loader = SumLoader.gated(3);
        try (LocalEngine engine = new LocalEngine(settings(2, 20), loader);
                SegmentationSession one = open(engine);
                SegmentationSession same = open(engine)) {
            CompletableFuture<?> unused = hold(loader, one);
            CompletableFuture<List<Detection>> instances = one.submit(tile(2, 1));
            CompletableFuture<SemanticMap> scores = one.submitSemantic(tile(2, 2));
            CompletableFuture<SemanticMap> others = same.submitSemantic(tile(2, 3));
            loader.openGate();
            answers(instances, tile(2, 1));
            assertThat(scores.get(10, TimeUnit.SECONDS).scores()).containsExactly(SumLoader.score(tile(2, 2)));
            assertThat(others.get(10, TimeUnit.SECONDS).scores()).containsExactly(SumLoader.score(tile(2, 3)));
            assertThat(loader.batches).contains(List.of(tile(2, 1)));
            assertThat(loader.batches)
                    .filteredOn(batch -> batch.contains(tile(2, 2)))
                    .hasSize(1);
        }
    }

    @Test
    void anEngineWithInstancesOnlySaysSo() {
        SegmentationSession session = new SegmentationSession() {
            @Override
            public CompletableFuture<List<Detection>> submit(ImageTile tile) {
                return CompletableFuture.completedFuture(List.of());
            }

            @Override
            public boolean novel(int classIndex) {
                return false;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> session.submitSemantic(tile(1, 1)).get(1, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InvalidInputException.class)
                .hasMessageContaining("finds instances only");
    }

    @Test
    void requestsTakeTurns() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        try (LocalEngine engine = new LocalEngine(settings(2, 50), loader);
                SegmentationSession greedy = open(engine);
                SegmentationSession modest = engine.open("b-model", CLASSES, SETTINGS)) {
            CompletableFuture<?> unused = hold(loader, greedy);
            List<CompletableFuture<List<Detection>>> many = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                many.add(greedy.submit(tile(2, i)));
            }
            List<CompletableFuture<List<Detection>>> few =
                    List.of(modest.submit(tile(3, 1)), modest.submit(tile(3, 2)));
            loader.permits.release(5); // the one that holds, and two of each
            for (CompletableFuture<List<Detection>> result : few) {
                result.get(10, TimeUnit.SECONDS);
            }
            assertThat(many.stream().filter(CompletableFuture::isDone)).hasSizeLessThanOrEqualTo(2);
            loader.openGate();
            CompletableFuture.allOf(many.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void submittingWaitsWhileTheQueueIsFull() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        try (LocalEngine engine = new LocalEngine(settings(1, 2), loader);
                SegmentationSession session = open(engine)) {
            CompletableFuture<?> unused = hold(loader, session);
            List<CompletableFuture<List<Detection>>> results = new ArrayList<>();
            Thread submitter = start(() -> {
                for (int i = 0; i < 10; i++) {
                    results.add(session.submit(tile(2, i)));
                }
            });
            waitFor(() -> submitter.getState() == Thread.State.WAITING);
            assertThat(results).hasSize(2);
            assertThat(engine.statistics().queued()).isEqualTo(2);
            results.get(0).cancel(true); // makes room for one
            waitFor(() -> results.size() == 3 && submitter.getState() == Thread.State.WAITING);
            assertThat(engine.statistics().queued()).isEqualTo(2);
            loader.openGate();
            submitter.join();
            for (int i = 1; i < 10; i++) {
                answers(results.get(i), tile(2, i));
            }
        }
    }

    @Test
    void interruptedSubmitterLeavesNothing() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        try (LocalEngine engine = new LocalEngine(settings(1, 1), loader);
                SegmentationSession session = open(engine)) {
            CompletableFuture<?> unused = hold(loader, session);
            CompletableFuture<List<Detection>> queued = session.submit(tile(2, 1));
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread submitter = start(() -> {
                try {
                    CompletableFuture<?> unusedToo = session.submit(tile(2, 2));
                    interrupted.complete(false);
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
            });
            waitFor(() -> submitter.getState() == Thread.State.WAITING);
            submitter.interrupt();
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
            loader.openGate();
            answers(queued, tile(2, 1));
            waitFor(() ->
                    engine.statistics().cancelled() == 1 && engine.statistics().done() == 2);
        }
    }

    @Test
    void closingASessionCancelsItsTilesAndNoOthers() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        try (LocalEngine engine = new LocalEngine(settings(2, 2), loader);
                SegmentationSession other = open(engine)) {
            SegmentationSession session = open(engine);
            CompletableFuture<List<Detection>> running = hold(loader, session);
            CompletableFuture<List<Detection>> queued = session.submit(tile(2, 1));
            CompletableFuture<List<Detection>> others = other.submit(tile(2, 2));
            CompletableFuture<CompletableFuture<List<Detection>>> late = new CompletableFuture<>();
            Thread submitter = start(() -> late.complete(session.submit(tile(2, 3))));
            waitFor(() -> submitter.getState() == Thread.State.WAITING);
            session.close();
            for (CompletableFuture<List<Detection>> result : List.of(running, queued, late.get(10, TimeUnit.SECONDS))) {
                assertThat(result).isCancelled();
            }
            assertThat(session.submit(tile(2, 4))).isCancelled();
            loader.openGate();
            answers(others, tile(2, 2));
            assertThat(engine.statistics().queued()).isZero();
        }
    }

    @Test
    void aFailureEndsItsBatchOnly() throws Exception {
        try (LocalEngine engine = new LocalEngine(settings(1, 4), SumLoader.open(1));
                SegmentationSession session = open(engine)) {
            for (int round = 0; round < 3; round++) {
                CompletableFuture<List<Detection>> poisoned = session.submit(tile(2, SumLoader.POISON));
                assertThatThrownBy(() -> poisoned.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(OutOfMemoryError.class);
                answers(session.submit(tile(2, round)), tile(2, round));
            }
            waitFor(() -> engine.statistics().failed() == 3);
            assertThat(engine.statistics().running()).isZero();
        }
    }

    @Test
    void aWorkerThatCannotStartTriesAgain() throws Exception {
        SumLoader loader = SumLoader.open(1);
        loader.failingPreparations.set(1);
        try (LocalEngine engine = new LocalEngine(settings(1, 4), loader);
                SegmentationSession session = open(engine)) {
            CompletableFuture<List<Detection>> first = session.submit(tile(2, 1));
            assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageContaining("no such device");
            answers(session.submit(tile(2, 1)), tile(2, 1));
            answers(session.submit(tile(2, 2)), tile(2, 2));
            assertThat(loader.preparations).hasValue(1);
        }
    }

    @Test
    void closingTheEngineFailsWhatWaits() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        LocalEngine engine = new LocalEngine(settings(1, 4), loader);
        SegmentationSession session = open(engine);
        CompletableFuture<List<Detection>> running = hold(loader, session);
        CompletableFuture<List<Detection>> queued = session.submit(tile(2, 1));
        Thread closer = start(engine::close);
        for (CompletableFuture<List<Detection>> result : List.of(queued, submitWhenClosing(session, queued))) {
            assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the segmentation engine was stopped");
        }
        assertThat(loader.freed).hasValue(0); // a worker is still inside
        loader.openGate();
        answers(running, tile(1, 1));
        closer.join();
        assertThat(loader.freed).hasValue(1);
        session.close();
        engine.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().startsWith("score-inference") && thread.getState() == Thread.State.RUNNABLE);
    }

    private static CompletableFuture<List<Detection>> submitWhenClosing(
            SegmentationSession session, CompletableFuture<?> closed) throws InterruptedException {
        waitFor(closed::isDone);
        return session.submit(tile(2, 2));
    }

    @Test
    void concurrentFirstRequestsLoadAModelOnce() {
        SumLoader loader = SumLoader.open(1);
        try (LocalEngine engine = new LocalEngine(settings(64, 4), loader)) {
            List<SegmentationSession> sessions = IntStream.range(0, 64)
                    .parallel()
                    .mapToObj(i -> open(engine))
                    .toList();
            assertThat(loader.loads).hasValue(1);
            sessions.forEach(SegmentationSession::close);
            assertThat(loader.freed).hasValue(0);
        }
        assertThat(loader.freed).hasValue(1);
    }

    @Test
    void aModelThatFailsToLoadIsTriedAgain() {
        SumLoader loader = SumLoader.open(1);
        loader.failingLoads.set(1);
        try (LocalEngine engine = new LocalEngine(settings(1, 4), loader)) {
            assertThatThrownBy(() -> open(engine))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("damaged weights");
            open(engine).close(); // the failed one gave its place back
        }
    }

    @Test
    void aChangedModelIsReadAgainAndTheOldOneFreed() throws Exception {
        SumLoader loader = SumLoader.open(1);
        try (LocalEngine engine = new LocalEngine(settings(3, 4), loader)) {
            SegmentationSession old = open(engine);
            Files.writeString(
                    folder.resolve("a-model").resolve(ModelDirectory.WEIGHTS_FILE), "trained a little longer");
            try (SegmentationSession fresh = open(engine)) {
                assertThat(loader.loads).hasValue(2);
                assertThat(loader.freed).hasValue(0);
                answers(old.submit(tile(2, 1)), tile(2, 1));
                old.close();
                assertThat(loader.freed).hasValue(1);
                answers(fresh.submit(tile(2, 2)), tile(2, 2));
            }
            Files.delete(folder.resolve("a-model").resolve(ModelDirectory.CONFIG_FILE));
            assertThatThrownBy(() -> open(engine)).hasMessageContaining("installed are: b-model");
        }
        assertThat(loader.freed).hasValue(2);
    }

    @Test
    void workersAreNamedDaemons() {
        try (LocalEngine engine = new LocalEngine(settings(1, 1), SumLoader.open(1))) {
            assertThat(engine.statistics().workers()).isEqualTo(1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .anyMatch(thread -> thread.getName().equals("score-inference-1") && thread.isDaemon());
        }
    }

    @Test
    void cancelledResultsStayCancelled() throws Exception {
        SumLoader loader = SumLoader.gated(1);
        try (LocalEngine engine = new LocalEngine(settings(1, 4), loader);
                SegmentationSession session = open(engine)) {
            CompletableFuture<List<Detection>> running = hold(loader, session);
            running.cancel(true);
            loader.openGate();
            assertThatThrownBy(running::join).isInstanceOf(CancellationException.class);
            answers(session.submit(tile(2, 1)), tile(2, 1));
            waitFor(() -> engine.statistics().cancelled() == 1);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Thread start(Action action) {
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

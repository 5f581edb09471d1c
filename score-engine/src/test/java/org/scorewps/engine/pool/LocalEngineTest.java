package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorewps.engine.pool.SumLoader.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.Detection;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Models, places for requests, and how tiles go through the workers. */
class LocalEngineTest extends EngineTest {
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
    void instancesAndClassScoresOfOneTileComeTogether() throws Exception {
        try (LocalEngine engine = new LocalEngine(settings(2, 20), SumLoader.open(3));
                SegmentationSession session = open(engine)) {
            TileFindings both = session.submitBoth(tile(2, 1)).get(10, TimeUnit.SECONDS);
            answers(CompletableFuture.completedFuture(both.detections()), tile(2, 1));
            assertThat(both.scores().scores()).containsExactly(SumLoader.score(tile(2, 1)));
            waitFor(() -> engine.statistics().done() == 1);
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
}

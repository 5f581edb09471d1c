package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.scorewps.engine.Detection;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Whatever many requests do at the same time, every tile ends, and with its own answer. */
class EnginePoolPropertyTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 10);
    private static Path folder;

    @BeforeContainer
    static void makeModels() throws IOException {
        folder = ModelFolder.with(Files.createTempDirectory("models"), "a", "b");
    }

    @AfterContainer
    static void deleteModels() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Submitted(CompletableFuture<List<Detection>> result, ImageTile tile) {}

    /** What became of a request's tiles. */
    private record Outcome(int answered, int failed, int cancelled) {
        Outcome plus(Outcome other) {
            return new Outcome(answered + other.answered, failed + other.failed, cancelled + other.cancelled);
        }
    }

    @Property(tries = 60)
    void noTileIsLost(
            @ForAll @IntRange(min = 1, max = 4) int workers,
            @ForAll @IntRange(min = 1, max = 6) int queue,
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 6) int requests,
            @ForAll long seed)
            throws Exception {
        SumLoader loader = SumLoader.open(batch);
        ExecutorService clients = Executors.newFixedThreadPool(requests);
        try (LocalEngine engine =
                new LocalEngine(new EngineSettings(folder, Optional.empty(), workers, requests, queue), loader)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                long own = seed + i;
                running.add(clients.submit(() -> request(engine, new Random(own))));
            }
            Outcome sum = new Outcome(0, 0, 0);
            for (Future<Outcome> one : running) {
                sum = sum.plus(one.get(20, TimeUnit.SECONDS));
            }
            for (int i = 0; i < 5000 && !counted(engine).equals(sum); i++) {
                Thread.sleep(1); // counting follows the results
            }
            assertThat(counted(engine)).isEqualTo(sum);
            PoolStatistics statistics = engine.statistics();
            assertThat(statistics.queued()).isZero();
            assertThat(statistics.sessions()).isZero();
            assertThat(statistics.batches().keySet()).allMatch(size -> size <= batch);
            assertThat(loader.batches)
                    .allMatch(tiles ->
                            tiles.stream().map(ImageTile::width).distinct().count() == 1);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Outcome counted(LocalEngine engine) {
        PoolStatistics statistics = engine.statistics();
        return new Outcome((int) statistics.done(), (int) statistics.failed(), (int) statistics.cancelled());
    }

    private static Outcome request(LocalEngine engine, Random random) throws Exception {
        List<Submitted> results = new ArrayList<>();
        Vocabulary classes = Vocabulary.parse(random.nextBoolean() ? "ship" : "ship; plane");
        try (SegmentationSession session = engine.open(random.nextBoolean() ? "a" : "b", classes, SETTINGS)) {
            int tiles = random.nextInt(40);
            for (int i = 0; i < tiles; i++) {
                ImageTile tile = SumLoader.tile(1 + random.nextInt(2), random.nextInt(1 << 16));
                CompletableFuture<List<Detection>> result = session.submit(tile);
                results.add(new Submitted(result, tile));
                if (random.nextInt(8) == 0) {
                    result.cancel(false);
                }
            }
            if (random.nextInt(4) > 0) { // else it is closed with tiles under way
                awaitAll(results);
            }
        }
        Outcome outcome = new Outcome(0, 0, 0);
        for (Submitted one : results) {
            assertThat(one.result()).isDone();
            outcome = outcome.plus(outcome(one.result(), one.tile(), classes));
        }
        return outcome;
    }

    private static void awaitAll(List<Submitted> results) throws Exception {
        for (Submitted one : results) {
            one.result().handle((detections, failure) -> true).get(20, TimeUnit.SECONDS);
        }
    }

    private static Outcome outcome(CompletableFuture<List<Detection>> result, ImageTile tile, Vocabulary classes)
            throws InterruptedException {
        if (result.isCancelled()) {
            return new Outcome(0, 0, 1);
        }
        try {
            Detection only = result.get().get(0);
            assertThat(only.score()).isEqualTo(SumLoader.score(tile));
            assertThat(only.classIndex()).isEqualTo(classes.size() - 1);
            assertThat(only.mask().at(0, 0)).isEqualTo(tile.width());
            return new Outcome(1, 0, 0);
        } catch (ExecutionException e) { // a poisoned tile was in its batch
            assertThat(e).hasCauseInstanceOf(OutOfMemoryError.class);
            return new Outcome(0, 1, 0);
        }
    }
}

package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.process.merge.InstanceMerger;

/** Who cancels waits for no more than the tiles that are under way, and nothing stays behind. */
@Timeout(300)
class CancellationTest extends ProcessTest {
    private static final int IN_FLIGHT = ProcessLimits.DEFAULT.tilesInFlight();

    private final AtomicInteger reads = new AtomicInteger();
    private Set<String> before = Set.of();
    private final DefaultProgressListener listener = new DefaultProgressListener();

    private GridCoverage2D watched(Runnable watcher) {
        return Coverages.utm(new WatchedImage(picture(Color.RED, new Rectangle(20, 20, 300, 200)), area -> {
            reads.incrementAndGet();
            watcher.run();
        }));
    }

    private CompletableFuture<?> start(String process, GridCoverage2D coverage, Object... inputs) {
        return CompletableFuture.supplyAsync(() -> execute(process, listener, coverage, inputs), task -> {
            Thread thread = new Thread(task, "request");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2); // the class's time limit ends it
        }
    }

    private static void assertCancelled(CompletableFuture<?> request, String message) {
        assertThatThrownBy(() -> request.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ProcessException.class)
                .hasMessage(message);
    }

    /** Results of other tests have theirs as long as they can be reached. */
    @BeforeEach
    void rememberFiles() {
        before = openFiles();
    }

    @AfterEach
    @Timeout(300)
    void nothingStaysBehind() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("score-vectorizer") || thread.getName().equals("score-mosaic")) {
                thread.join(); // it may be about to end; the time limit tells when it isn't
            }
        }
        assertThat(before).containsAll(openFiles());
    }

    /** Those with a name, and where the system tells, those that have lost it and still take room. */
    private static Set<String> openFiles() {
        Path handles = Path.of("/proc/self/fd");
        try (Stream<Path> named = Files.list(Path.of(System.getProperty("java.io.tmpdir")));
                Stream<Path> open = Files.isDirectory(handles) ? Files.list(handles) : Stream.empty()) {
            return Stream.concat(named, open.map(CancellationTest::target))
                    .map(Path::toString)
                    .filter(file -> file.matches(".*/score-.*\\.(scratch|tmp).*"))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closedMeanwhile) {
            return link;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC, PANOPTIC})
    void noMoreThanTheTilesUnderWayAreLookedAt(String process) throws Exception {
        engine.hold();
        CompletableFuture<?> request = start(process, watched(() -> {}));
        waitFor(() -> engine.tiles() == IN_FLIGHT);
        if (process.equals(SEMANTIC)) {
            assertThat(openFiles()).as("so that the check can fail").anyMatch(file -> !before.contains(file));
        }
        listener.setCanceled(true);
        assertCancelled(request, "cancelled after 0 of %d tiles".formatted(process.equals(SEMANTIC) ? 12 : 13));
        assertThat(engine.tiles()).isEqualTo(IN_FLIGHT);
        assertThat(reads).hasValue(IN_FLIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, PANOPTIC})
    void closerLooksAreCancelledToo(String process) throws Exception {
        // one object is a crowd to it, and its parts of 80 pixels aren't answered
        ColorEngine few = new ColorEngine(128, 1, 1000);
        ScoreRegistry.set(few.services());
        few.holdOn(tile -> tile.width() == 80);
        Object[] twoEverywhere = IntStream.range(0, 48)
                .mapToObj(i -> List.<Object>of(Color.RED, new Rectangle(i % 8 * 50, i / 8 * 50, 20, 20)))
                .flatMap(List::stream)
                .toArray();
        CompletableFuture<?> request = start(process, Coverages.utm(picture(twoEverywhere)), "stuff", "green");
        // the reduced scene, which is looked at once, the tiles under way, and the first one's parts
        int looks = 1 + IN_FLIGHT + 4;
        waitFor(() -> few.tiles() == looks);
        listener.setCanceled(true);
        assertCancelled(request, "cancelled after 1 of 13 tiles");
        assertThat(few.tiles()).isEqualTo(looks);
        assertThat(few.openSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC})
    void whatIsReadMeanwhileIsNotSent(String process) throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        GridCoverage2D coverage = watched(() -> {
            if (reads.get() == 6) {
                reading.countDown();
                try {
                    slow.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }
        });
        CompletableFuture<?> request = start(process, coverage);
        reading.await();
        waitFor(() -> listener.getProgress() > 100 * 5 / 14f);
        listener.setCanceled(true);
        slow.countDown();
        assertCancelled(request, "cancelled after 5 of %d tiles".formatted(process.equals(SEMANTIC) ? 12 : 13));
        assertThat(engine.tiles()).isEqualTo(5);
        assertThat(reads).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC})
    void cancellingBetweenTilesIsHeardAtOnce(String process) {
        DefaultProgressListener third = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                super.progress(percent);
                setCanceled(percent > 20);
            }
        };
        assertThatThrownBy(() -> execute(process, third, watched(() -> {})))
                .isInstanceOf(ProcessException.class)
                .hasMessage("cancelled after 3 of %d tiles".formatted(process.equals(SEMANTIC) ? 12 : 13));
        assertThat(engine.tiles()).isLessThanOrEqualTo(3 + IN_FLIGHT);
        assertThat(reads).hasValueLessThanOrEqualTo(3 + IN_FLIGHT);
    }

    @Test
    void mergingIsCancelledToo() {
        DefaultProgressListener whileMerging = new DefaultProgressListener() {
            @Override
            public boolean isCanceled() {
                return StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals(InstanceMerger.class.getName())));
            }
        };
        assertThatThrownBy(() -> execute(INSTANCES, whileMerging, watched(() -> {})))
                .isInstanceOf(ProcessException.class)
                .hasMessageMatching("cancelled after \\d+ of 13 tiles");
    }
}

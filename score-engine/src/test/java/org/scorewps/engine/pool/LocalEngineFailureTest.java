package org.scorewps.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorewps.engine.pool.SumLoader.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.Detection;
import org.scorewps.engine.EngineStoppedException;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationSession;

/** What fails, is cancelled or waits, and that others go on. */
class LocalEngineFailureTest extends EngineTest {
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
    void ofABatchThatFailsEachTileIsTriedAlone() throws Exception {
        SumLoader loader = SumLoader.gated(3);
        try (LocalEngine engine = new LocalEngine(settings(1, 8), loader);
                SegmentationSession session = open(engine)) {
            CompletableFuture<?> unused = hold(loader, session);
            CompletableFuture<List<Detection>> first = session.submit(tile(2, 1));
            CompletableFuture<List<Detection>> poisoned = session.submit(tile(2, SumLoader.POISON));
            CompletableFuture<List<Detection>> last = session.submit(tile(2, 3));
            loader.openGate();
            answers(first, tile(2, 1));
            answers(last, tile(2, 3));
            assertThatThrownBy(() -> poisoned.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(OutOfMemoryError.class);
            waitFor(() -> engine.statistics().failed() == 1);
            assertThat(loader.batches)
                    .contains(
                            List.of(tile(2, 1), tile(2, SumLoader.POISON), tile(2, 3)),
                            List.of(tile(2, 1)),
                            List.of(tile(2, SumLoader.POISON)),
                            List.of(tile(2, 3)));
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
                    .isInstanceOf(EngineStoppedException.class)
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
}

package org.scorewps.engine.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.EngineStoppedException;
import org.scorewps.engine.ImageTile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long-lived inference threads that serve the tiles of all requests. Requests take turns ({@link TileQueue}); tiles of
 * the same model, vocabulary, settings and size go through the network together. Nothing that a batch throws ends a
 * worker. Where tiles together fail, by one of them or for too little memory on a GPU, each is tried alone, so that only
 * those fail that fail by themselves.
 */
public final class EnginePool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnginePool.class);

    private final int maxSessions;
    private final int maxBatch;
    private final TileQueue queue;
    private final PoolCounters counters = new PoolCounters();
    private final AtomicInteger sessions = new AtomicInteger();
    private final List<Thread> workers = new ArrayList<>();

    /**
     * Starts the workers.
     *
     * @param workers how many; at least 1
     * @param queuedTiles most tiles that wait for a worker
     * @param maxSessions most requests at the same time
     * @param maxBatch most tiles in a batch
     * @param prepareThread called first in each worker, with the number of workers
     */
    public EnginePool(int workers, int queuedTiles, int maxSessions, int maxBatch, IntConsumer prepareThread) {
        this.maxSessions = maxSessions;
        this.maxBatch = maxBatch;
        queue = new TileQueue(queuedTiles);
        for (int i = 1; i <= workers; i++) {
            Thread worker = new Thread(new Worker(prepareThread), "score-inference-" + i);
            worker.setDaemon(true);
            this.workers.add(worker);
        }
        this.workers.forEach(Thread::start);
    }

    /**
     * Takes a place for a running request.
     *
     * @throws EngineBusyException when all are taken; the message says how many requests run and tiles wait
     */
    void admit() {
        int others = sessions.getAndUpdate(running -> Math.min(running + 1, maxSessions));
        if (others >= maxSessions) {
            throw new EngineBusyException(
                    "the segmentation engine is busy: %d of %d requests are running, %d tiles are waiting; try again later"
                            .formatted(others, maxSessions, queue.size()));
        }
    }

    /** Gives a place back. */
    void release() {
        sessions.decrementAndGet();
    }

    /** A tile that can be cancelled, not yet queued. */
    <R> TileTask<R> task(Object lane, TileTask.Kind<R> kind, ImageTile tile) {
        TileTask<R> task = new TileTask<>(lane, kind, tile, System.nanoTime(), new CompletableFuture<>());
        CompletableFuture<?> unused = task.result().whenComplete((result, failure) -> ended(task, failure));
        return task;
    }

    /** Queues a tile, after waiting for a place in the queue. */
    void submit(TileTask<?> task) throws InterruptedException {
        try {
            if (!queue.put(task)) {
                task.result().completeExceptionally(new EngineStoppedException());
            }
        } catch (InterruptedException e) {
            task.result().cancel(false);
            throw e;
        }
    }

    /** What it has done and is doing. */
    public PoolStatistics statistics() {
        return counters.statistics(workers.size(), sessions.get(), queue.size());
    }

    /** Fails all waiting tiles; batches in hand go on. */
    @Override
    public void close() {
        for (TileTask<?> task : queue.close()) {
            task.result().completeExceptionally(new EngineStoppedException());
        }
    }

    /**
     * Waits for the batches in hand after {@link #close()}.
     *
     * @return whether all workers have ended; until then models may not be freed
     */
    boolean awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return workers.stream().noneMatch(Thread::isAlive);
    }

    private void ended(TileTask<?> task, Throwable failure) {
        if (failure == null) {
            counters.done();
        } else {
            queue.remove(task);
            if (failure instanceof CancellationException) {
                counters.cancelled();
            } else {
                counters.failed();
            }
        }
    }

    private void run(List<TileTask<?>> batch, Runnable prepared) {
        long start = System.nanoTime();
        run(
                batch,
                prepared,
                batch.stream().mapToLong(task -> start - task.submitted()).sum());
    }

    /** @param waited nanoseconds that the batch's tiles have waited since they were last looked at */
    private void run(List<TileTask<?>> batch, Runnable prepared, long waited) {
        long start = System.nanoTime();
        counters.started(batch.size(), waited);
        try {
            prepared.run();
            List<?> results = infer(batch.get(0).kind(), batch);
            counters.finished(batch.size(), System.nanoTime() - start);
            for (int i = 0; i < batch.size(); i++) {
                complete(batch.get(i), results.get(i));
            }
        } catch (Throwable e) { // also Errors: a request that needs too much memory must not end the others' worker
            counters.finished(batch.size(), System.nanoTime() - start);
            if (batch.size() > 1 && (e instanceof RuntimeException || e instanceof OutOfMemoryError)) {
                LOG.debug("{} tiles together failed and are tried one by one", batch.size(), e);
                batch.stream().filter(task -> !task.result().isDone()).forEach(task -> run(List.of(task), prepared, 0));
            } else {
                batch.forEach(task -> task.result().completeExceptionally(e));
            }
        }
    }

    private static <R> List<R> infer(TileTask.Kind<R> kind, List<TileTask<?>> batch) {
        List<ImageTile> tiles = batch.stream().<ImageTile>map(TileTask::tile).toList();
        List<R> results = kind.inference().run(kind.segmenter(), tiles, kind.vocabulary(), kind.settings());
        if (results.size() != tiles.size()) {
            throw new IllegalStateException(
                    "the model gave %d results for %d tiles".formatted(results.size(), tiles.size()));
        }
        return results;
    }

    @SuppressWarnings("unchecked") // tasks of one batch are of equal kinds, so their results are of one type
    private static <R> void complete(TileTask<R> task, Object result) {
        task.result().complete((R) result);
    }

    /** One thread's work, until the queue is closed. */
    private final class Worker implements Runnable {
        private final IntConsumer prepareThread;
        private boolean prepared;

        Worker(IntConsumer prepareThread) {
            this.prepareThread = prepareThread;
        }

        @Override
        public void run() {
            while (true) {
                try {
                    List<TileTask<?>> batch = queue.take(maxBatch);
                    if (batch.isEmpty()) {
                        return;
                    }
                    EnginePool.this.run(batch, this::prepare);
                } catch (InterruptedException e) {
                    LOG.debug("a worker was interrupted and goes on", e); // only closing the queue ends it
                }
            }
        }

        /** Not in the constructor: when it fails, the batch that needs it is told, and the next one tries again. */
        private void prepare() {
            if (!prepared) {
                prepareThread.accept(workers.size());
                prepared = true;
            }
        }
    }
}

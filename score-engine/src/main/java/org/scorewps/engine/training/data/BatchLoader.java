package org.scorewps.engine.training.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.scorewps.engine.training.SeededNumbers;

/**
 * Makes batches ahead of the training loop, in threads of its own. Which pictures a batch has and how they are changed
 * follows from the seed and the step alone, whatever threads do. To be used by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    /** Batches made ahead. */
    private static final int AHEAD = 2;

    private final TrainingData data;
    private final LargeScaleJitter jitter;
    private final byte[] padding;
    private final long seed;
    private final int batchSize;
    private final ExecutorService threads;
    private final Deque<List<Future<TrainingSample>>> ahead = new ArrayDeque<>();
    private long position;

    /**
     * Starts to make batches.
     *
     * @param padding red, green, blue of what is beside a picture
     * @param firstStep the step of the first batch, from 0
     * @param workers how many threads
     */
    public BatchLoader(
            TrainingData data,
            LargeScaleJitter jitter,
            byte[] padding,
            long seed,
            int batchSize,
            long firstStep,
            int workers) {
        this.data = data;
        this.jitter = jitter;
        this.padding = padding.clone();
        this.seed = seed;
        this.batchSize = batchSize;
        position = firstStep * batchSize;
        threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "training-data");
            thread.setDaemon(true);
            return thread;
        });
        while (ahead.size() < AHEAD) {
            ask();
        }
    }

    private void ask() {
        List<Future<TrainingSample>> batch = new ArrayList<>();
        for (int i = 0; i < batchSize; i++) {
            long place = position++;
            batch.add(threads.submit(() -> jitter.apply(
                    data.sample(place), SeededNumbers.of(seed, SeededNumbers.Purpose.AUGMENTATION, place), padding)));
        }
        ahead.add(batch);
    }

    /**
     * The next step's batch; waits for it.
     *
     * @throws CancellationException when the thread is interrupted
     */
    public List<TrainingSample> next() {
        List<Future<TrainingSample>> batch = ahead.remove();
        ask();
        List<TrainingSample> samples = new ArrayList<>();
        for (Future<TrainingSample> one : batch) {
            samples.add(get(one));
        }
        return samples;
    }

    private static TrainingSample get(Future<TrainingSample> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause; // a picture that changed since the data set was checked
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

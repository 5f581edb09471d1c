package org.scorewps.engine.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Loads models that add up a tile's samples: the sum is the score of the only detection, whose class is the last of the
 * vocabulary. A batch passes when there is a permit; a tile whose first sample is {@link #POISON} runs out of memory.
 */
final class SumLoader implements SegmenterLoader {
    static final byte POISON = 66;

    private final int maxBatch;
    final Semaphore permits = new Semaphore(0);
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger freed = new AtomicInteger();
    final AtomicInteger preparations = new AtomicInteger();
    final AtomicInteger failingLoads = new AtomicInteger();
    final AtomicInteger failingPreparations = new AtomicInteger();
    final ConcurrentLinkedQueue<List<ImageTile>> batches = new ConcurrentLinkedQueue<>();

    private SumLoader(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    /** Batches wait for permits. */
    static SumLoader gated(int maxBatch) {
        return new SumLoader(maxBatch);
    }

    /** Batches pass at once. */
    static SumLoader open(int maxBatch) {
        SumLoader loader = new SumLoader(maxBatch);
        loader.openGate();
        return loader;
    }

    void openGate() {
        permits.release(1_000_000);
    }

    static ImageTile tile(int width, int first) {
        byte[] rgb = new byte[3 * width];
        rgb[0] = (byte) first;
        rgb[1] = (byte) (first >> 8);
        return new ImageTile(width, 1, rgb);
    }

    static float score(ImageTile tile) {
        float sum = 0;
        for (byte sample : tile.rgb()) {
            sum = sum * 7 + sample;
        }
        return sum;
    }

    @Override
    public String device() {
        return "abacus";
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public void prepareThread(int workers) {
        if (failingPreparations.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("no such device");
        }
        preparations.incrementAndGet();
    }

    @Override
    public Segmenter load(ModelDirectory directory) {
        loads.incrementAndGet();
        if (failingLoads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new InvalidInputException("damaged weights");
        }
        return new Segmenter() {
            @Override
            public List<List<Detection>> detect(
                    List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
                waiting.incrementAndGet();
                permits.acquireUninterruptibly();
                batches.add(tiles);
                List<List<Detection>> answers = new ArrayList<>();
                for (ImageTile tile : tiles) {
                    if (tile.rgb()[0] == POISON) {
                        throw new OutOfMemoryError("no more beads");
                    }
                    answers.add(List.of(new Detection(
                            vocabulary.size() - 1, score(tile), new MaskLogits(1, 1, 4, new float[] {tile.width()}))));
                }
                return answers;
            }

            @Override
            public List<SemanticMap> classScores(
                    List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
                return detect(tiles, vocabulary, settings).stream()
                        .map(found -> new SemanticMap(
                                1, 1, 1, 4, new float[] {found.get(0).score()}))
                        .toList();
            }

            @Override
            public void close() {
                freed.incrementAndGet();
            }
        };
    }
}

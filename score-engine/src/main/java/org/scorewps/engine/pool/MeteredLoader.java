package org.scorewps.engine.pool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Measures how long the batches of the models take that another loader loads, for each size of tiles. */
final class MeteredLoader implements SegmenterLoader {
    /** Sizes that are remembered; scenes smaller than a tile may have any. */
    private static final int MAX_SIZES = 10_000;

    private final SegmenterLoader loader;
    private final Map<Size, RunningMean> means = new ConcurrentHashMap<>();

    /** Tiles that take the same time. */
    private record Size(String model, int width, int height) {}

    MeteredLoader(SegmenterLoader loader) {
        this.loader = loader;
    }

    /** What was measured of a model's tiles of a size; nothing yet where there were none. */
    RunningMean mean(String model, int width, int height) {
        return means.getOrDefault(new Size(model, width, height), new RunningMean());
    }

    @Override
    public String device() {
        return loader.device();
    }

    @Override
    public int workers() {
        return loader.workers();
    }

    @Override
    public int maxBatch() {
        return loader.maxBatch();
    }

    @Override
    public void prepareThread(int workers) {
        loader.prepareThread(workers);
    }

    @Override
    public long activationBytes(ModelDirectory directory, int width, int height) {
        return loader.activationBytes(directory, width, height);
    }

    @Override
    public Segmenter load(ModelDirectory directory) {
        return new Metered(loader.load(directory), directory.name());
    }

    private void add(Size size, int tiles, long nanos) {
        if (means.size() >= MAX_SIZES) {
            means.clear();
        }
        means.computeIfAbsent(size, key -> new RunningMean()).add(tiles, (double) nanos / TimeUnit.SECONDS.toNanos(1));
    }

    private final class Metered implements Segmenter {
        private final Segmenter segmenter;
        private final String model;

        Metered(Segmenter segmenter, String model) {
            this.segmenter = segmenter;
            this.model = model;
        }

        @Override
        public List<List<Detection>> detect(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
            return measured(tiles, () -> segmenter.detect(tiles, vocabulary, settings));
        }

        /** Counted with the instances: nearly all of the time is the network's. */
        @Override
        public List<SemanticMap> classScores(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
            return measured(tiles, () -> segmenter.classScores(tiles, vocabulary, settings));
        }

        @Override
        public List<TileFindings> findings(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
            return measured(tiles, () -> segmenter.findings(tiles, vocabulary, settings));
        }

        private <R> R measured(List<ImageTile> tiles, Supplier<R> call) {
            long start = System.nanoTime();
            R result = call.get();
            ImageTile first = tiles.get(0);
            add(new Size(model, first.width(), first.height()), tiles.size(), System.nanoTime() - start);
            return result;
        }

        @Override
        public void close() {
            segmenter.close();
        }
    }
}

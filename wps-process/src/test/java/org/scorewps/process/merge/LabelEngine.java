package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * An engine that knows the truth: each object of a scene is painted in a colour of its own, which tells its class, too.
 * It sees what a tile shows of each, with noise on the logits and worse at the tile's rim, where a network knows least.
 */
final class LabelEngine implements SegmentationEngine {
    private static final int STRIDE = 4;
    private static final int LEAST_PIXELS = 12;
    private static final int RIM = 8;

    private final Map<Integer, Integer> classOfColor;
    private final int tileSize;

    LabelEngine(Map<Integer, Integer> classOfColor, int tileSize) {
        this.classOfColor = classOfColor;
        this.tileSize = tileSize;
    }

    private ModelInfo info() {
        return new ModelInfo(
                "labels",
                "Truth",
                List.of(),
                tileSize,
                1_000_000,
                OptionalDouble.empty(),
                new InferenceSettings(0, 0, 0, 100_000),
                "00");
    }

    @Override
    public List<ModelInfo> models() {
        return List.of(info());
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public ModelInfo model(Optional<String> name) {
        return info();
    }

    @Override
    public SegmentationSession open(String model, Vocabulary vocabulary, InferenceSettings settings) {
        return new SegmentationSession() {
            @Override
            public CompletableFuture<List<Detection>> submit(ImageTile tile) {
                return CompletableFuture.completedFuture(detect(tile));
            }

            @Override
            public boolean novel(int classIndex) {
                return false;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}

    private List<Detection> detect(ImageTile tile) {
        Map<Integer, int[]> counts = new HashMap<>();
        int columns = (tile.width() + STRIDE - 1) / STRIDE;
        int rows = (tile.height() + STRIDE - 1) / STRIDE;
        for (int y = 0; y < tile.height(); y++) {
            for (int x = 0; x < tile.width(); x++) {
                int color = color(tile, x, y);
                if (classOfColor.containsKey(color)) {
                    counts.computeIfAbsent(color, key -> new int[columns * rows])[y / STRIDE * columns + x / STRIDE]++;
                }
            }
        }
        List<Detection> detections = new ArrayList<>();
        counts.forEach((color, samples) -> {
            int pixels = 0;
            for (int count : samples) {
                pixels += count;
            }
            if (pixels >= LEAST_PIXELS) {
                detections.add(new Detection(
                        classOfColor.get(color),
                        0.5f + 0.5f * pixels / (pixels + 100f),
                        mask(samples, columns, color)));
            }
        });
        return detections;
    }

    private static int color(ImageTile tile, int x, int y) {
        int place = 3 * (y * tile.width() + x);
        return (tile.rgb()[place] & 0xff) << 16 | (tile.rgb()[place + 1] & 0xff) << 8 | (tile.rgb()[place + 2] & 0xff);
    }

    private static MaskLogits mask(int[] counts, int columns, int seed) {
        Random random = new Random(seed);
        int rows = counts.length / columns;
        float[] logits = new float[counts.length];
        for (int i = 0; i < logits.length; i++) {
            int fromRim = Math.min(
                    Math.min(i % columns, columns - 1 - i % columns), Math.min(i / columns, rows - 1 - i / columns));
            double noise = fromRim * STRIDE < RIM ? 0.8 : 0.2;
            // a network is unsure of outlines, not of what is far away
            logits[i] = (float) (8 * (counts[i] / 16.0 - 0.5) + (counts[i] > 0 ? noise * random.nextGaussian() : 0));
        }
        return new MaskLogits(columns, rows, STRIDE, logits);
    }
}

package org.scorewps.it;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.MaskLogits;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.pool.Segmenter;
import org.scorewps.engine.pool.SegmenterLoader;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Models that find what is red, whatever class is asked for: what comes back can be compared with what was painted.
 */
final class RednessLoader implements SegmenterLoader {
    private static final int STRIDE = 4;

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public int maxBatch() {
        return 2;
    }

    @Override
    public void prepareThread(int workers) {}

    @Override
    public Segmenter load(ModelDirectory directory) {
        return new Segmenter() {
            @Override
            public List<List<Detection>> detect(
                    List<ImageTile> batch, Vocabulary vocabulary, InferenceSettings settings) {
                return batch.stream().map(RednessLoader::detect).toList();
            }

            @Override
            public List<SemanticMap> classScores(
                    List<ImageTile> batch, Vocabulary vocabulary, InferenceSettings settings) {
                return batch.stream()
                        .map(tile -> redScores(tile, vocabulary.size()))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }

    private static List<Detection> detect(ImageTile tile) {
        int columns = (tile.width() + STRIDE - 1) / STRIDE;
        int rows = (tile.height() + STRIDE - 1) / STRIDE;
        float[] logits = new float[columns * rows];
        boolean found = false;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float share = redShare(tile, row * STRIDE, column * STRIDE);
                logits[row * columns + column] = share - 0.5f;
                found |= share > 0.5f;
            }
        }
        List<Detection> detections = new ArrayList<>();
        if (found) {
            detections.add(new Detection(0, 0.9f, new MaskLogits(columns, rows, STRIDE, logits)));
        }
        return detections;
    }

    /** Red is of the first class. */
    private static SemanticMap redScores(ImageTile tile, int classes) {
        int columns = (tile.width() + STRIDE - 1) / STRIDE;
        int rows = (tile.height() + STRIDE - 1) / STRIDE;
        float[] scores = new float[classes * columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                scores[row * columns + column] = redShare(tile, row * STRIDE, column * STRIDE);
            }
        }
        return new SemanticMap(classes, columns, rows, STRIDE, scores);
    }

    private static float redShare(ImageTile tile, int y0, int x0) {
        int red = 0;
        int all = 0;
        for (int y = y0; y < Math.min(y0 + STRIDE, tile.height()); y++) {
            for (int x = x0; x < Math.min(x0 + STRIDE, tile.width()); x++) {
                int at = 3 * (y * tile.width() + x);
                boolean isRed = (tile.rgb()[at] & 0xff) > 200 && (tile.rgb()[at + 1] & 0xff) < 100;
                red += isRed ? 1 : 0;
                all++;
            }
        }
        return (float) red / all;
    }
}

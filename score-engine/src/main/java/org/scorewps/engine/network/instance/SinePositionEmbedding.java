package org.scorewps.engine.network.instance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Fixed two-dimensional position embedding (DETR, supplement A.4): sines and cosines of the normalised row, then of the
 * normalised column, at geometrically spaced frequencies.
 */
public final class SinePositionEmbedding {
    private static final double TEMPERATURE = 10000;
    private static final float EPS = 1e-6f;

    private SinePositionEmbedding() {}

    /**
     * Computes it in float32, as the reference does.
     *
     * @param channels an even number of channels; half are of the row, half of the column
     * @return [1, channels, height, width]
     */
    public static NDArray create(NDManager manager, int channels, int height, int width) {
        int half = channels / 2;
        float[] period = new float[half];
        for (int i = 0; i < half; i++) {
            period[i] = (float) Math.pow(TEMPERATURE, 2.0 * Math.floorDiv(i, 2) / half);
        }
        float[] rows = waves(height, period);
        float[] columns = waves(width, period);
        float[] values = new float[channels * height * width];
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    values[at++] = channel < half ? rows[y * half + channel] : columns[x * half + channel - half];
                }
            }
        }
        return manager.create(values, new Shape(1, channels, height, width));
    }

    private static float[] waves(int length, float[] period) {
        float[] waves = new float[length * period.length];
        float scale = (float) (2 * Math.PI);
        for (int i = 0; i < length; i++) {
            float position = (i + 1) / (length + EPS) * scale;
            for (int j = 0; j < period.length; j++) {
                float phase = position / period[j];
                waves[i * period.length + j] = (float) (j % 2 == 0 ? Math.sin(phase) : Math.cos(phase));
            }
        }
        return waves;
    }
}

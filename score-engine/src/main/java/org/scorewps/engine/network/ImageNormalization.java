package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Makes the network's input of tiles: per channel minus mean, divided by deviation, then padded with zeros, and enlarged where
 * the model asks for it.
 */
public final class ImageNormalization {
    private static final int CHANNELS = 3;

    private final float[] mean = new float[CHANNELS];
    private final float[] deviation = new float[CHANNELS];
    private final Ops ops;
    private final int scale;
    private final int multiple;

    /** The normalisation of a model. */
    public ImageNormalization(Ops ops, ModelConfig config) {
        this.ops = ops;
        scale = config.enlargement();
        multiple = config.sizeDivisibility() / scale;
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean[channel] = config.pixelMean().get(channel).floatValue();
            deviation[channel] = config.pixelStd().get(channel).floatValue();
        }
    }

    /**
     * Normalises.
     *
     * @param tiles at least one; smaller ones are padded at the right and below to the largest
     * @return [batch, 3, height, width], sides multiples of the model's size divisibility, {@link #scale} times those of the
     *     padded tiles
     */
    public NDArray forward(NDManager manager, List<ImageTile> tiles) {
        int height = ceil(tiles.stream().mapToInt(ImageTile::height).max().orElseThrow());
        int width = ceil(tiles.stream().mapToInt(ImageTile::width).max().orElseThrow());
        float[] values = new float[Math.multiplyExact(tiles.size() * CHANNELS, height * width)];
        for (int i = 0; i < tiles.size(); i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                plane(tiles.get(i), channel, values, (i * CHANNELS + channel) * height * width, width);
            }
        }
        NDArray image = manager.create(values, new Shape(tiles.size(), CHANNELS, height, width));
        if (scale == 1) {
            return image;
        }
        try (image) {
            return ops.resizeBilinear(image, (long) height * scale, (long) width * scale);
        }
    }

    /** How many times pictures are enlarged. */
    int scale() {
        return scale;
    }

    private void plane(ImageTile tile, int channel, float[] values, int start, int stride) {
        byte[] rgb = tile.rgb();
        for (int y = 0; y < tile.height(); y++) {
            int out = start + y * stride;
            int in = y * tile.width() * CHANNELS + channel;
            for (int x = 0; x < tile.width(); x++) {
                values[out + x] = ((rgb[in + CHANNELS * x] & 0xff) - mean[channel]) / deviation[channel];
            }
        }
    }

    private int ceil(int size) {
        return (size + multiple - 1) / multiple * multiple;
    }
}

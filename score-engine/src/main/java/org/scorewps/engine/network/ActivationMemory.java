package org.scorewps.engine.network;

import org.scorewps.engine.model.Architecture;

/**
 * About how much memory one tile needs while it goes through the network, from the sizes of the largest tensors that
 * live at the same time. With {@code P} pixels (sides rounded up to multiples of 32), float32:
 *
 * <ul>
 *   <li>kept to the end: the stages' outputs, {@code sum of dims[i] * P / 16 / 4^i}, and the mask features,
 *       {@code maskDim * P / 16};
 *   <li>and the largest of: a block of the first stage, {@code 10 * dims[0] * P / 16} (its input, and the fourfold
 *       width before and after the activation); a deformable attention over the tokens of strides 8, 16 and 32,
 *       {@code 3 * points * convDim} values sampled for each and its feed-forward part; the masks of all queries with
 *       their probabilities, thresholded and dilated copies, {@code 4 * queries * P / 16}.
 * </ul>
 *
 * <p>Allocators keep what they were given for the next tile, so this is what a worker holds on to. PyTorch's own code and
 * buffers, the same for all models and tiles, come on top.
 */
final class ActivationMemory {
    private static final int COARSEST_STRIDE = 32;
    private static final int LEVELS = 3;

    private ActivationMemory() {}

    /** Bytes for one tile of a size in pixels. */
    static long bytes(Architecture architecture, int width, int height) {
        long pixels = (long) padded(width) * padded(height);
        long quarter = pixels / 16;
        long kept = architecture.pixelDecoder().maskDim() * quarter;
        for (int stage = 0; stage < architecture.imageTower().dims().size(); stage++) {
            kept += architecture.imageTower().dims().get(stage) * (quarter >> (2 * stage));
        }
        long block = 10L * architecture.imageTower().dims().get(0) * quarter;
        long masks = 4L * architecture.decoder().queries() * quarter;
        return Float.BYTES * (kept + Math.max(block, Math.max(attention(architecture, pixels), masks)));
    }

    private static long attention(Architecture architecture, long pixels) {
        Architecture.PixelDecoder decoder = architecture.pixelDecoder();
        long tokens = pixels / 64 + pixels / 256 + pixels / 1024;
        return tokens * (LEVELS * (long) decoder.points() * decoder.convDim() + 2L * decoder.feedForward());
    }

    private static int padded(int side) {
        return (side + COARSEST_STRIDE - 1) / COARSEST_STRIDE * COARSEST_STRIDE;
    }
}

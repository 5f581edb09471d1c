package org.scorewps.engine.network;

import org.scorewps.engine.model.Architecture;

/**
 * About how much memory one tile needs while it goes through the network, from the sizes of the largest tensors that
 * live at the same time. With {@code P} pixels of the network's input (sides rounded up to multiples of 32), float32:
 *
 * <ul>
 *   <li>kept to the end: the stages' outputs, {@code sum of dims[i] * P / 16 / 4^i}, and the mask features,
 *       {@code maskDim * P / 16};
 *   <li>and the largest of: a block of the first stage, {@code 10 * dims[0] * P / 16} (its input, and the fourfold
 *       width before and after the activation); the masks of all queries with their probabilities, and dilated by each
 *       kernel, {@code 16 * queries * P / 16}; masks at the tile's size, six copies of at most 16 and of at most 2^21 samples.
 * </ul>
 *
 * <p>Allocators keep what they were given for the next tile, in pieces: what a worker holds on to is two and a half times
 * that. Measured with tiles of 256, 512 and 1024 pixels on a CPU: 59, 178 and 527 MB with the shipped model, where this
 * gives 69, 183 and 730; 235 and 767 MB with a model of the published size at 256 and 512 pixels, where it gives 190 and
 * 755. PyTorch's own code and buffers, the same for all models and tiles, come on top.
 */
final class ActivationMemory {
    private static final int COARSEST_STRIDE = 32;
    private static final double HELD = 2.5;

    private ActivationMemory() {}

    /** Bytes for one tile of a size in pixels, which is enlarged so many times. */
    static long bytes(Architecture architecture, int inputScale, int width, int height) {
        long pixels = (long) padded(inputScale * width) * padded(inputScale * height);
        long tile = pixels / ((long) inputScale * inputScale);
        long quarter = pixels / 16;
        long kept = architecture.pixelDecoder().maskDim() * quarter;
        for (int stage = 0; stage < architecture.imageTower().dims().size(); stage++) {
            kept += architecture.imageTower().dims().get(stage) * (quarter >> (2 * stage));
        }
        long block = 10L * architecture.imageTower().dims().get(0) * quarter;
        long masks = 16L * architecture.decoder().queries() * quarter;
        long fullMasks = 6 * Math.max(tile, Math.min(16 * tile, MaskUpsampling.SAMPLES_AT_ONCE));
        return Math.round(HELD * Float.BYTES * (kept + Math.max(block, Math.max(masks, fullMasks))));
    }

    private static int padded(int side) {
        return (side + COARSEST_STRIDE - 1) / COARSEST_STRIDE * COARSEST_STRIDE;
    }
}

package org.scorewps.engine.network.image;

import org.scorewps.engine.ImageTile;

/** Resizes pictures as the Pillow library does: bilinear, antialiased when they shrink, on 8-bit samples. */
public final class BilinearResize {
    private static final int CHANNELS = 3;

    private BilinearResize() {}

    /** The picture at a size; the same object when the size stays. */
    public static ImageTile resize(ImageTile tile, int width, int height) {
        ImageTile narrowed = width == tile.width() ? tile : horizontally(tile, width);
        return height == tile.height() ? narrowed : vertically(narrowed, height);
    }

    private static ImageTile horizontally(ImageTile tile, int width) {
        ResampledAxis axis = new ResampledAxis(tile.width(), width);
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, CHANNELS), tile.height())];
        int at = 0;
        for (int y = 0; y < tile.height(); y++) {
            int row = y * tile.width() * CHANNELS;
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    rgb[at++] = axis.sample(tile.rgb(), row + channel, CHANNELS, x);
                }
            }
        }
        return new ImageTile(width, tile.height(), rgb);
    }

    private static ImageTile vertically(ImageTile tile, int height) {
        ResampledAxis axis = new ResampledAxis(tile.height(), height);
        int row = tile.width() * CHANNELS;
        byte[] rgb = new byte[Math.multiplyExact(row, height)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < row; x++) {
                rgb[at++] = axis.sample(tile.rgb(), x, row, y);
            }
        }
        return new ImageTile(tile.width(), height, rgb);
    }
}

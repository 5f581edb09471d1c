package org.scorewps.engine;

import java.util.Arrays;

/**
 * One window of a scene as the network sees it: 8-bit red, green, blue, interleaved, rows from top to bottom.
 *
 * @param width pixels in a row
 * @param height rows
 * @param rgb {@code height * width * 3} samples; not copied, so the caller no longer writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // tiles are handed over once and never compared on a hot path
public record ImageTile(int width, int height, byte[] rgb) {
    /** Checks that the samples fit the size. */
    public ImageTile {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("a tile of %d x %d pixels needs %d samples, not %d"
                    .formatted(width, height, 3L * width * height, rgb.length));
        }
    }

    /**
     * A part of it, copied.
     *
     * @param x first column
     * @param y first row
     * @param columns its width, pixels
     * @param lines its height
     */
    public ImageTile window(int x, int y, int columns, int lines) {
        byte[] part = new byte[3 * columns * lines];
        for (int line = 0; line < lines; line++) {
            System.arraycopy(rgb, 3 * ((y + line) * width + x), part, 3 * line * columns, 3 * columns);
        }
        return new ImageTile(columns, lines, part);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageTile tile
                && tile.width == width
                && tile.height == height
                && Arrays.equals(tile.rgb, rgb);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rgb) * 31 + width;
    }

    @Override
    public String toString() {
        return "ImageTile[" + width + " x " + height + "]";
    }
}

package org.scorewps.engine;

/**
 * Mask logits of one instance on a grid coarser than the tile's pixels: the object is where the logit is positive.
 * Sample {@code (row, column)} sits at the tile position {@code x = (column + 0.5) * stride}, {@code y = (row + 0.5) *
 * stride} in pixel-corner coordinates (the tile covers {@code 0..width} by {@code 0..height}), as bilinear resizing with
 * {@code align_corners=false} places it. The grid covers the tile and may reach up to one stride beyond its right and
 * lower rim.
 *
 * @param width samples in a row
 * @param height rows
 * @param stride tile pixels per sample (4 for SCORE)
 * @param values {@code height * width} logits, rows from top to bottom; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // masks are compared by identity only
public record MaskLogits(int width, int height, int stride, float[] values) {
    /** Checks that the samples fit the size. */
    public MaskLogits {
        if (width < 1 || height < 1 || stride < 1 || values.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a mask of %d x %d samples has %d values".formatted(width, height, values.length));
        }
    }

    /** The logit at a row and a column of the grid. */
    public float at(int row, int column) {
        return values[row * width + column];
    }
}

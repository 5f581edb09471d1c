package org.scorewps.process.merge;

import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.Window;

/**
 * The part of a tile's mask logits around an object, on the lattice that all tiles of a level share.
 *
 * @param column lattice column of its first sample
 * @param row lattice row of its first sample
 * @param mask the samples
 * @param outside what the tile says beside them: their smallest logit
 */
record LogitPatch(int column, int row, MaskLogits mask, float outside) {
    /** Samples kept around the positive ones. */
    private static final int MARGIN = 2;

    /**
     * Cuts the samples out that are about the object.
     *
     * @param mask logits over a whole tile
     * @param window the tile, in its level's pixels; starts at a multiple of the stride
     */
    static LogitPatch of(MaskLogits mask, Window window) {
        int left = mask.width();
        int top = mask.height();
        int right = 0;
        int bottom = 0;
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                if (mask.at(row, column) > 0) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                }
            }
        }
        left = Math.max(0, left - MARGIN);
        top = Math.max(0, top - MARGIN);
        right = Math.min(mask.width(), right + MARGIN);
        bottom = Math.min(mask.height(), bottom + MARGIN);
        float[] values = new float[(right - left) * (bottom - top)];
        float smallest = Float.POSITIVE_INFINITY;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                float value = mask.at(row, column);
                values[(row - top) * (right - left) + column - left] = value;
                smallest = Math.min(smallest, value);
            }
        }
        return new LogitPatch(
                window.x() / mask.stride() + left,
                window.y() / mask.stride() + top,
                new MaskLogits(right - left, bottom - top, mask.stride(), values),
                Math.min(smallest, 0));
    }

    /** The tile's logit at a place of the lattice, which must lie in the tile. */
    float at(int latticeRow, int latticeColumn) {
        int y = latticeRow - row;
        int x = latticeColumn - column;
        return y >= 0 && y < mask.height() && x >= 0 && x < mask.width() ? mask.at(y, x) : outside;
    }
}

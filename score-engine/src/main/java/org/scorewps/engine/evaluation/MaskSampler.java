package org.scorewps.engine.evaluation;

/** A mask at another size, nearest pixel. */
final class MaskSampler {
    private final RunLengthMask mask;
    private final byte[] columns;
    private final int width;
    private final int height;

    MaskSampler(RunLengthMask mask, int width, int height) {
        this.mask = mask;
        this.width = width;
        this.height = height;
        columns = mask.columns();
    }

    /** Whether a pixel of the other size is inside; never beyond the rim. */
    boolean inside(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return false;
        }
        int column = (int) ((x + 0.5) * mask.width() / width);
        int row = (int) ((y + 0.5) * mask.height() / height);
        return columns[column * mask.height() + row] != 0;
    }
}

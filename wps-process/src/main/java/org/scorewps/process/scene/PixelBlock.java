package org.scorewps.process.scene;

/**
 * A window of a scene before it is stretched to 8 bits.
 *
 * @param width columns
 * @param height rows
 * @param samples {@code [3][height * width]} values of red, green, blue
 * @param valid {@code [height * width]} whether the pixel says anything: it isn't nodata, transparent, or NaN
 */
@SuppressWarnings("ArrayRecordComponent") // a transfer object inside this package, never compared
record PixelBlock(int width, int height, float[][] samples, boolean[] valid) {
    static PixelBlock ofSize(int width, int height) {
        return new PixelBlock(width, height, new float[3][width * height], new boolean[width * height]);
    }

    /** Copies another block in, its first pixel to a column and a row. */
    void put(PixelBlock block, int column, int row) {
        for (int y = 0; y < block.height; y++) {
            int from = y * block.width;
            int to = (row + y) * width + column;
            System.arraycopy(block.valid, from, valid, to, block.width);
            for (int channel = 0; channel < samples.length; channel++) {
                System.arraycopy(block.samples[channel], from, samples[channel], to, block.width);
            }
        }
    }

    int countValid() {
        int count = 0;
        for (boolean one : valid) {
            if (one) {
                count++;
            }
        }
        return count;
    }
}

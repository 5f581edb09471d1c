package org.scorewps.process.scene;

import java.awt.geom.Point2D;

/**
 * Brings a window to another pixel size with a triangle filter: bilinear when it is enlarged, a weighted mean as wide as
 * the new pixel when it is reduced, so that nothing aliases. Invalid pixels have no weight; a new pixel is valid when at
 * least half of its weight is.
 *
 * @param scaleX old columns in a new one
 * @param scaleY old rows in a new one
 */
record Resampler(double scaleX, double scaleY) {
    /** Whether there is nothing to do. */
    boolean identity() {
        return scaleX == 1 && scaleY == 1;
    }

    /** Old pixels that one new pixel looks at beyond its own place, to each side. */
    static int margin(double scale) {
        return (int) Math.ceil(Math.max(1, scale)) + 1;
    }

    /**
     * Resamples.
     *
     * @param source a window that reaches {@link #margin} beyond the result where the image does
     * @param offset the place of the result's upper left corner in the source's pixel corners
     * @param width columns of the result
     * @param height rows of the result
     */
    PixelBlock resample(PixelBlock source, Point2D offset, int width, int height) {
        PixelBlock result = PixelBlock.ofSize(width, height);
        Taps[] columns = taps(width, offset.getX(), scaleX, source.width());
        Taps[] rows = taps(height, offset.getY(), scaleY, source.height());
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                pixel(source, rows[row], columns[column], result, row * width + column);
            }
        }
        return result;
    }

    private static void pixel(PixelBlock source, Taps rows, Taps columns, PixelBlock result, int target) {
        double all = 0;
        double valid = 0;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int j = 0; j < rows.weights().length; j++) {
            int line = (rows.first() + j) * source.width() + columns.first();
            for (int i = 0; i < columns.weights().length; i++) {
                double weight = rows.weights()[j] * columns.weights()[i];
                all += weight;
                if (source.valid()[line + i]) {
                    valid += weight;
                    red += weight * source.samples()[0][line + i];
                    green += weight * source.samples()[1][line + i];
                    blue += weight * source.samples()[2][line + i];
                }
            }
        }
        result.valid()[target] = valid > 0 && valid >= all / 2;
        if (valid > 0) {
            result.samples()[0][target] = (float) (red / valid);
            result.samples()[1][target] = (float) (green / valid);
            result.samples()[2][target] = (float) (blue / valid);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a transfer object, never compared
    private record Taps(int first, double[] weights) {}

    private static Taps[] taps(int count, double offset, double scale, int length) {
        double radius = Math.max(1, scale);
        Taps[] taps = new Taps[count];
        for (int i = 0; i < count; i++) {
            double centre = offset + (i + 0.5) * scale - 0.5;
            int first = Math.min(Math.max((int) Math.floor(centre - radius) + 1, 0), length - 1);
            int last = Math.min(Math.max((int) Math.ceil(centre + radius) - 1, first), length - 1);
            double[] weights = new double[last - first + 1];
            for (int tap = first; tap <= last; tap++) {
                // a place beyond the image's rim takes the rim's pixel
                weights[tap - first] = Math.max(1 - Math.abs(tap - centre) / radius, first == last ? 1 : 0);
            }
            taps[i] = new Taps(first, weights);
        }
        return taps;
    }
}

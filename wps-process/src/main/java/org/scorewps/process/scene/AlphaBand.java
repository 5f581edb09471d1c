package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.RenderedImage;
import java.util.List;
import java.util.Optional;

/**
 * The band that says where a picture is transparent. The colour model alone can't be trusted: most NAIP tiles, and many
 * other four-band images, tag their near-infrared band as alpha. So the last band is alpha only if
 *
 * <ul>
 *   <li>the colour model says that the image has alpha, and
 *   <li>the band isn't one of those asked for as red, green or blue, and
 *   <li>over windows spread across the image at least nine of ten samples are either 0 or the largest one: alpha bands
 *       are cut-outs with soft rims at most, while no sensor's band has only extremes.
 * </ul>
 *
 * <p>The largest value is the one that occurs, not the type's: 16-bit images with alphas up to 255 exist.
 *
 * @param band its place, from 0
 * @param opaque its value where the picture is opaque
 */
record AlphaBand(int band, double opaque) {
    private static final double EXTREMES = 0.9;

    static Optional<AlphaBand> find(PixelReader reader, BandSelection bands, List<Rectangle> windows) {
        RenderedImage image = reader.image();
        ColorModel colors = image.getColorModel();
        int last = image.getSampleModel().getNumBands() - 1;
        if (colors == null || !colors.hasAlpha() || last == 0 || bands.uses(last)) {
            return Optional.empty();
        }
        List<float[]> samples = SampleWindows.read(windows, window -> reader.band(window, last));
        double largest = largest(samples);
        return share(samples, largest) >= EXTREMES ? Optional.of(new AlphaBand(last, largest)) : Optional.empty();
    }

    /** Whether a pixel with this value is to be seen. */
    boolean visible(float value) {
        return value > 0 && value >= opaque / 2;
    }

    private static double largest(List<float[]> samples) {
        double largest = 0;
        for (float[] window : samples) {
            for (float value : window) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    private static double share(List<float[]> samples, double largest) {
        long extremes = 0;
        long all = 0;
        for (float[] window : samples) {
            for (float value : window) {
                extremes += value <= 0 || value >= largest ? 1 : 0;
                all++;
            }
        }
        return (double) extremes / all;
    }
}

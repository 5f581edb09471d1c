package org.scorewps.engine.picture;

import java.awt.image.ColorModel;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The band that says where a picture is transparent. What the file says can't be trusted: most NAIP tiles, and many other
 * four-band images, tag their near-infrared band as alpha. So a band is alpha only if
 *
 * <ul>
 *   <li>the file says so of it (any band), or the colour model says so of the last one, and
 *   <li>it isn't one of those shown as red, green or blue, and
 *   <li>over windows spread across the image at least nine of ten samples are either 0 or the largest one: alpha bands
 *       are cut-outs with soft rims at most, while no sensor's band has only extremes.
 * </ul>
 *
 * <p>The largest value is the one that occurs, not the type's: 16-bit images with alphas up to 255 exist.
 *
 * @param band its place, from 0
 * @param opaque its value where the picture is opaque
 */
public record AlphaBand(int band, double opaque) {
    private static final double EXTREMES = 0.9;

    /** GDAL's name for such a band. */
    public static final String NAME = "alpha";

    /**
     * The first band that is alpha.
     *
     * @param bands how many there are
     * @param colors the image's colour model; may be null, as images may have none
     * @param named those that the file says are
     * @param shown tells those shown as red, green or blue
     * @param windows gives a band's values in {@link SampleGrid windows spread across the image}
     */
    public static Optional<AlphaBand> find(
            int bands, ColorModel colors, List<Integer> named, IntPredicate shown, IntFunction<List<float[]>> windows) {
        IntStream modelled = colors != null && colors.hasAlpha() ? IntStream.of(bands - 1) : IntStream.empty();
        return IntStream.concat(named.stream().mapToInt(Integer::intValue), modelled)
                .distinct()
                .filter(band -> bands > 1 && band < bands && !shown.test(band))
                .mapToObj(band -> of(band, windows.apply(band)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<AlphaBand> of(int band, List<float[]> samples) {
        double largest = largest(samples);
        return share(samples, largest) >= EXTREMES ? Optional.of(new AlphaBand(band, largest)) : Optional.empty();
    }

    /** Whether a pixel with this value is to be seen. */
    public boolean visible(float value) {
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

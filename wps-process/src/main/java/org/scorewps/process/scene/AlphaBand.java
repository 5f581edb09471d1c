package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.RenderedImage;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds out which band says where a picture is transparent. The colour model alone can't be trusted: most NAIP tiles,
 * and many other four-band images, tag their near-infrared band as alpha. So the last band is alpha only if
 *
 * <ul>
 *   <li>the colour model says that the image has alpha, and
 *   <li>the band isn't one of those asked for as red, green or blue, and
 *   <li>over windows spread across the image at least nine of ten samples are either 0 or the type's largest value:
 *       alpha bands are cut-outs with soft rims at most, while no sensor's band has only extremes.
 * </ul>
 */
final class AlphaBand {
    private static final double EXTREMES = 0.9;

    private AlphaBand() {}

    static OptionalInt find(PixelReader reader, BandSelection bands, List<Rectangle> windows) {
        RenderedImage image = reader.image();
        ColorModel colors = image.getColorModel();
        int last = image.getSampleModel().getNumBands() - 1;
        boolean tagged = colors != null && colors.hasAlpha() && last > 0 && !bands.uses(last);
        return tagged && mostlyExtremes(reader, last, windows) ? OptionalInt.of(last) : OptionalInt.empty();
    }

    private static boolean mostlyExtremes(PixelReader reader, int band, List<Rectangle> windows) {
        double full = opaque(reader.image());
        long extremes = 0;
        long all = 0;
        for (Rectangle window : windows) {
            for (float value : reader.band(window, band)) {
                if (value <= 0 || value >= full) {
                    extremes++;
                }
                all++;
            }
        }
        return extremes >= EXTREMES * all;
    }

    /** The value of an opaque pixel. */
    static double opaque(RenderedImage image) {
        return switch (image.getSampleModel().getDataType()) {
            case DataBuffer.TYPE_BYTE -> 255;
            case DataBuffer.TYPE_USHORT -> 65535;
            case DataBuffer.TYPE_SHORT -> Short.MAX_VALUE;
            case DataBuffer.TYPE_INT -> Integer.MAX_VALUE;
            default -> 1;
        };
    }
}

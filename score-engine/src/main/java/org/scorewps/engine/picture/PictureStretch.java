package org.scorewps.engine.picture;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The stretch of a picture that isn't 8-bit: from the 2nd to the 98th percentile of a band, over windows spread across the
 * picture. Neither transparent pixels count nor those that are no data in all bands shown.
 */
final class PictureStretch {
    private final Raster raster;
    private final List<PictureBand> said;
    private final ColourBands shown;
    private final List<Rectangle> windows;
    private final Optional<AlphaBand> alpha;

    private PictureStretch(Raster raster, ColorModel colors, List<PictureBand> said, ColourBands shown) {
        this.raster = raster;
        this.said = said;
        this.shown = shown;
        windows = SampleGrid.over(raster.getBounds());
        alpha = AlphaBand.find(raster.getNumBands(), colors, named(said), shown::uses, band -> windows.stream()
                .map(area -> raster.getSamples(area.x, area.y, area.width, area.height, band, (float[]) null))
                .toList());
    }

    static PictureStretch of(Raster raster, ColorModel colors, List<PictureBand> said, ColourBands shown) {
        return new PictureStretch(raster, colors, said, shown);
    }

    private static List<Integer> named(List<PictureBand> said) {
        return IntStream.range(0, said.size())
                .filter(band -> said.get(band)
                        .shows()
                        .filter(AlphaBand.NAME::equalsIgnoreCase)
                        .isPresent())
                .boxed()
                .toList();
    }

    /** That of a band. */
    ValueRange range(int band) {
        float[] values = new float
                [windows.stream().mapToInt(one -> one.width * one.height).sum()];
        int next = 0;
        double[] pixel = new double[raster.getNumBands()];
        for (Rectangle window : windows) {
            for (int y = window.y; y < window.y + window.height; y++) {
                for (int x = window.x; x < window.x + window.width; x++) {
                    raster.getPixel(x, y, pixel);
                    values[next++] = counts(pixel) ? (float) pixel[band] : Float.NaN;
                }
            }
        }
        return ValueRange.ofPercentiles(values);
    }

    private boolean counts(double[] pixel) {
        return alpha.filter(band -> !band.visible((float) pixel[band.band()])).isEmpty()
                && (says(pixel, shown.red()) || says(pixel, shown.green()) || says(pixel, shown.blue()));
    }

    private boolean says(double[] pixel, int band) {
        return Float.isFinite((float) pixel[band])
                && (band >= said.size()
                        || said.get(band).nodata().isEmpty()
                        || !NodataValue.matches(
                                raster.getTransferType(),
                                said.get(band).nodata().getAsDouble(),
                                pixel[band]));
    }
}

package org.scorewps.engine.picture;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.util.List;
import java.util.OptionalDouble;
import org.scorewps.engine.ImageTile;

/**
 * Makes 8-bit red, green and blue of a picture's samples. One or two bands are grey, of more the first three count, and
 * transparency is left out. Bytes stay as they are: neither gamma nor colour profiles are applied, as neither GDAL nor
 * Pillow do. Other samples are stretched from the 2nd to the 98th percentile of each band, as a scene is.
 */
final class PicturePixels {
    private final Raster raster;
    private final ColorModel colors;
    private final OptionalDouble nodata;
    private final int width;
    private final int height;

    private PicturePixels(Raster raster, ColorModel colors, OptionalDouble nodata) {
        this.raster = raster;
        this.colors = colors;
        this.nodata = nodata;
        width = raster.getWidth();
        height = raster.getHeight();
    }

    /**
     * The picture.
     *
     * @param nodata the value of pixels that say nothing; they don't count for the stretch
     */
    static ImageTile of(Raster raster, ColorModel colors, OptionalDouble nodata) {
        return new PicturePixels(raster, colors, nodata).tile();
    }

    private ImageTile tile() {
        boolean packed = raster.getSampleModel() instanceof SinglePixelPackedSampleModel
                || raster.getSampleModel() instanceof MultiPixelPackedSampleModel;
        if (packed || (colors instanceof IndexColorModel && raster.getNumBands() == 1)) {
            return byColorModel();
        }
        return byBands();
    }

    private ImageTile byColorModel() {
        byte[] rgb = new byte[3 * width * height];
        Object pixel = null;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                pixel = raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, pixel);
                int color = colors.getRGB(pixel);
                rgb[at] = (byte) (color >> 16);
                rgb[at + 1] = (byte) (color >> 8);
                rgb[at + 2] = (byte) color;
            }
        }
        return new ImageTile(width, height, rgb);
    }

    private ImageTile byBands() {
        byte[] rgb = new byte[3 * width * height];
        int bands = raster.getNumBands() < 3 ? 1 : 3;
        List<Rectangle> windows = SampleGrid.over(raster.getBounds());
        float[] row = new float[width];
        for (int band = 0; band < bands; band++) {
            ValueRange range = raster.getTransferType() == DataBuffer.TYPE_BYTE
                    ? ValueRange.EIGHT_BIT
                    : ValueRange.ofPercentiles(sample(windows, band, bands));
            for (int y = 0; y < height; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    byte value = range.toByte(row[x]);
                    int at = 3 * (y * width + x);
                    rgb[at + band] = value;
                    if (bands == 1) {
                        rgb[at + 1] = value;
                        rgb[at + 2] = value;
                    }
                }
            }
        }
        return new ImageTile(width, height, rgb);
    }

    /** Values of a band in windows, without those of transparent pixels and of such that are nodata in all bands. */
    private float[] sample(List<Rectangle> windows, int band, int bands) {
        int alpha = colors != null && colors.hasAlpha() && raster.getNumBands() > bands ? raster.getNumBands() - 1 : -1;
        float[] values = new float
                [windows.stream().mapToInt(one -> one.width * one.height).sum()];
        int next = 0;
        float[] pixel = new float[raster.getNumBands()];
        for (Rectangle window : windows) {
            for (int y = window.y; y < window.y + window.height; y++) {
                for (int x = window.x; x < window.x + window.width; x++) {
                    raster.getPixel(x, y, pixel);
                    boolean seen = alpha < 0 || pixel[alpha] > 0;
                    values[next++] = seen && saysSomething(pixel, bands) ? pixel[band] : Float.NaN;
                }
            }
        }
        return values;
    }

    private boolean saysSomething(float[] pixel, int bands) {
        for (int band = 0; band < bands; band++) {
            if (Float.isFinite(pixel[band]) && (nodata.isEmpty() || pixel[band] != (float) nodata.getAsDouble())) {
                return true;
            }
        }
        return false;
    }
}

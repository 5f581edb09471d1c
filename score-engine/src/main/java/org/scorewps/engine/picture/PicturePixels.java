package org.scorewps.engine.picture;

import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.util.List;
import java.util.Optional;
import org.scorewps.engine.ImageTile;

/**
 * Makes 8-bit red, green and blue of a picture's samples. One or two bands are grey, of more those count that the file says
 * are red, green and blue, else the first three; transparency is left out. Bytes stay as they are: neither gamma nor colour profiles are applied, as neither GDAL nor
 * Pillow do. Other samples are stretched from the 2nd to the 98th percentile of each band, as a scene is.
 */
final class PicturePixels {
    private final Raster raster;
    private final ColorModel colors;
    private final List<PictureBand> said;
    private final ColourBands shown;
    private final int width;
    private final int height;

    private PicturePixels(Raster raster, ColorModel colors, List<PictureBand> said) {
        this.raster = raster;
        this.colors = colors;
        this.said = said;
        shown = ColourBands.of(
                raster.getNumBands(), said.stream().map(PictureBand::shows).toList());
        width = raster.getWidth();
        height = raster.getHeight();
    }

    /**
     * The picture.
     *
     * @param said what the file says of its bands, the first one first; may be shorter than there are bands
     */
    static ImageTile of(Raster raster, ColorModel colors, List<PictureBand> said) {
        return new PicturePixels(raster, colors, said).tile();
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
        int channels = raster.getNumBands() < 3 ? 1 : 3;
        boolean eightBit = raster.getTransferType() == DataBuffer.TYPE_BYTE;
        Optional<PictureStretch> stretch =
                eightBit ? Optional.empty() : Optional.of(PictureStretch.of(raster, colors, said, shown));
        float[] row = new float[width];
        for (int channel = 0; channel < channels; channel++) {
            int band = shown.band(channel);
            ValueRange range = stretch.map(one -> one.range(band)).orElse(ValueRange.EIGHT_BIT);
            for (int y = 0; y < height; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    byte value = range.toByte(row[x]);
                    int at = 3 * (y * width + x);
                    rgb[at + channel] = value;
                    if (channels == 1) {
                        rgb[at + 1] = value;
                        rgb[at + 2] = value;
                    }
                }
            }
        }
        return new ImageTile(width, height, rgb);
    }
}

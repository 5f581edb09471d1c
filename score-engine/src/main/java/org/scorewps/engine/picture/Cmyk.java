package org.scorewps.engine.picture;

import java.awt.image.Raster;
import org.scorewps.engine.ImageTile;

/**
 * JPEGs of four components: printing inks, as red, green and blue without a colour profile. As for GDAL and Pillow, 255 is
 * no ink, which is how Adobe's programs store them.
 */
final class Cmyk {
    private static final int YCCK = 2;

    private Cmyk() {}

    /**
     * The picture.
     *
     * @param raster samples as the decoder gives them
     * @param tags which tell whether the first three are YCbCr
     */
    static ImageTile tile(Raster raster, PictureTags tags) {
        boolean luma = tags.adobeTransform().orElse(0) == YCCK;
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] pixel = new int[raster.getNumBands()];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, pixel);
                if (luma) {
                    toLight(pixel);
                }
                for (int channel = 0; channel < 3; channel++) {
                    rgb[at++] = (byte) Math.round(pixel[channel] * pixel[3] / 255f);
                }
            }
        }
        return new ImageTile(width, height, rgb);
    }

    /** From the YCbCr of the complements: ITU-T T.871, section 7. */
    private static void toLight(int[] pixel) {
        double luma = pixel[0];
        double blue = pixel[1] - 128.0;
        double red = pixel[2] - 128.0;
        pixel[0] = complement(luma + 1.402 * red);
        pixel[1] = complement(luma - 0.344136 * blue - 0.714136 * red);
        pixel[2] = complement(luma + 1.772 * blue);
    }

    private static int complement(double value) {
        return 255 - (int) Math.round(Math.min(Math.max(value, 0), 255));
    }
}

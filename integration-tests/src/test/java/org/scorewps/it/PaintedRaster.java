package org.scorewps.it;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageTypeSpecifier;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** GeoTIFFs in UTM zone 33 north, half a metre a pixel, grey with red things in them. */
final class PaintedRaster {
    /** Metres a pixel. */
    static final double RESOLUTION = 0.5;

    /** Easting of the left rim. */
    static final double WEST = 500_000;

    /** Northing of the lower rim. */
    static final double SOUTH = 5_000_000;

    private PaintedRaster() {}

    /** A red square in the middle, half as wide as the raster. */
    static Path square(Path file, int size) throws Exception {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(Color.RED);
        graphics.fillRect(size / 4, size / 4, size / 2, size / 2);
        graphics.dispose();
        write(new GridCoverageFactory().create("square", image, place(size)), file);
        return file;
    }

    /** The same in 32-bit reals, of which the upper quarter, or everything, is not a number. */
    static Path notNumbers(Path file, int size, boolean everything) throws Exception {
        BufferedImage image = ImageTypeSpecifier.createInterleaved(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        new int[] {0, 1, 2},
                        DataBuffer.TYPE_FLOAT,
                        false,
                        false)
                .createBufferedImage(size, size);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean red = inMiddle(x, size) && inMiddle(y, size);
                raster.setPixel(
                        x,
                        y,
                        everything || y < size / 4
                                ? new float[] {Float.NaN, Float.NaN, Float.NaN}
                                : new float[] {red ? 255 : 128, red ? 0 : 128, red ? 0 : 128});
            }
        }
        write(new GridCoverageFactory().create("numbers", image, place(size)), file);
        return file;
    }

    private static boolean inMiddle(int pixel, int size) {
        return pixel >= size / 4 && pixel < size * 3 / 4;
    }

    private static ReferencedEnvelope place(int size) throws Exception {
        double side = size * RESOLUTION;
        return new ReferencedEnvelope(WEST, WEST + side, SOUTH, SOUTH + side, CRS.decode("EPSG:32633"));
    }

    private static void write(GridCoverage2D coverage, Path file) throws IOException {
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            writer.write(coverage, new GeneralParameterValue[0]);
        } finally {
            writer.dispose();
        }
    }
}

package org.scorewps.standalone.io;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Painted raster files. */
public final class Rasters {
    private Rasters() {}

    /** A GeoTIFF in UTM zone 33, one metre a pixel, with a red square in its middle. */
    public static Path geoTiff(Path file, int size) throws Exception {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(Color.RED);
        graphics.fillRect(size / 4, size / 4, size / 2, size / 2);
        graphics.dispose();
        ReferencedEnvelope place =
                new ReferencedEnvelope(500000, 500000 + size, 5000000, 5000000 + size, CRS.decode("EPSG:32633"));
        write(new GridCoverageFactory().create("square", image, place), file);
        return file;
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

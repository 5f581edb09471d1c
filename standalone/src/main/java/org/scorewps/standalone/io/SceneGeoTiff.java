package org.scorewps.standalone.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.scorewps.engine.ImageTile;

/** Writes a picture as a GeoTIFF in UTM zone 33, north up. */
public final class SceneGeoTiff {
    private static final String CODE = "EPSG:32633";
    private static final double EAST = 300_000;
    private static final double NORTH = 5_000_000;
    private static final int IN_A_ROW = 100;
    // scenes of up to 5 km don't overlap, and all lie within the zone
    private static final double APART = 5_000;

    private SceneGeoTiff() {}

    /**
     * Writes a file.
     *
     * @param index of the picture in its set: each has a place of its own, side by side
     * @param resolution metres a pixel
     */
    public static void write(ImageTile picture, long index, double resolution, Path file) throws IOException {
        double west = EAST + index % IN_A_ROW * APART;
        double north = NORTH + index / IN_A_ROW % IN_A_ROW * APART;
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
        try {
            ReferencedEnvelope place = new ReferencedEnvelope(
                    west,
                    west + picture.width() * resolution,
                    north - picture.height() * resolution,
                    north,
                    CRS.decode(CODE));
            writer.write(
                    new GridCoverageFactory().create("scene", image(picture), place), new GeneralParameterValue[0]);
        } catch (FactoryException e) {
            throw new IOException("the CRS " + CODE + " can't be read", e);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage image(ImageTile picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = picture.rgb();
        for (int at = 0; at < rgb.length; at += 3) {
            bgr[at] = rgb[at + 2];
            bgr[at + 1] = rgb[at + 1];
            bgr[at + 2] = rgb[at];
        }
        return image;
    }
}

package org.scorewps.standalone.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageWriteParam;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.imageio.GeoToolsWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
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

    private static final int TILE = 512;
    private static final float JPEG_QUALITY = 0.9f;

    /** How the pixels are stored. */
    public enum Compression {
        /** As they are. */
        NONE,
        /** Without loss. */
        DEFLATE,
        /** With little loss, at a tenth of the size. */
        JPEG
    }

    private SceneGeoTiff() {}

    /**
     * Writes a file.
     *
     * @param index of the picture in its set: each has a place of its own, side by side
     * @param resolution metres a pixel
     * @param compression of the pixels; compressed ones are stored in tiles
     */
    public static void write(ImageTile picture, long index, double resolution, Compression compression, Path file)
            throws IOException {
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
            writer.write(new GridCoverageFactory().create("scene", image(picture), place), parameters(compression));
        } catch (FactoryException e) {
            throw new IOException("the CRS " + CODE + " can't be read", e);
        } finally {
            writer.dispose();
        }
    }

    private static GeneralParameterValue[] parameters(Compression compression) {
        if (compression == Compression.NONE) {
            return new GeneralParameterValue[0];
        }
        GeoTiffWriteParams settings = new GeoTiffWriteParams();
        settings.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setTiling(TILE, TILE);
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType(compression == Compression.JPEG ? "JPEG" : "Deflate");
        if (compression == Compression.JPEG) {
            settings.setCompressionQuality(JPEG_QUALITY);
        }
        ParameterValue<GeoToolsWriteParams> value = AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.createValue();
        value.setValue(settings);
        return new GeneralParameterValue[] {value};
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

package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageWriteParam;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.imageio.GeoToolsWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.scorewps.engine.ImageTile;

/** Writes a picture as a GeoTIFF in UTM zone 33, north up. */
public final class SceneGeoTiff {
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
            writer.write(PictureCoverage.of(picture, west, north, resolution), parameters(compression));
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
}

package org.scorewps.standalone.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.geotools.api.referencing.FactoryException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.scorewps.engine.ImageTile;

/** A picture laid on the ground: a coverage in UTM zone 33, north up. */
public final class PictureCoverage {
    private static final String CODE = "EPSG:32633";

    private PictureCoverage() {}

    /**
     * The coverage of a picture.
     *
     * @param west its left edge, metres
     * @param north its upper edge, metres
     * @param resolution metres a pixel
     */
    public static GridCoverage2D of(ImageTile picture, double west, double north, double resolution) {
        try {
            ReferencedEnvelope place = new ReferencedEnvelope(
                    west,
                    west + picture.width() * resolution,
                    north - picture.height() * resolution,
                    north,
                    CRS.decode(CODE));
            return new GridCoverageFactory().create("scene", image(picture), place);
        } catch (FactoryException e) {
            throw new IllegalStateException("the CRS " + CODE + " can't be read", e);
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

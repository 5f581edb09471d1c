package org.scorewps.process;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import org.geotools.api.coverage.SampleDimensionType;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** Painted coverages. */
public final class Coverages {
    private Coverages() {}

    /** A grey picture with coloured shapes. */
    public static BufferedImage picture(int width, int height, int type, Object... colorsAndShapes) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        // shapes exactly where they are, not half a pixel beside
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < colorsAndShapes.length; i += 2) {
            graphics.setColor((Color) colorsAndShapes[i]);
            graphics.fill((Shape) colorsAndShapes[i + 1]);
        }
        graphics.dispose();
        return image;
    }

    /** A picture in its place: the transform takes image pixel corners to the CRS. */
    public static GridCoverage2D place(
            RenderedImage image, AffineTransform toCrs, CoordinateReferenceSystem crs, double... nodata) {
        GridEnvelope2D grid = new GridEnvelope2D(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
        GridGeometry2D geometry =
                new GridGeometry2D(grid, PixelOrientation.UPPER_LEFT, new AffineTransform2D(toCrs), crs, null);
        GridSampleDimension[] bands = null;
        if (nodata.length > 0) {
            bands = new GridSampleDimension[image.getSampleModel().getNumBands()];
            for (int i = 0; i < bands.length; i++) {
                bands[i] = new GridSampleDimension(
                        "band" + i, SampleDimensionType.UNSIGNED_8BITS, null, nodata, 0, 255, 1, 0, null);
            }
        }
        return new GridCoverageFactory().create("scene", image, geometry, bands, null, null);
    }

    /** North-up in a UTM zone, half a metre a pixel. */
    public static GridCoverage2D utm(RenderedImage image, double... nodata) {
        return place(image, new AffineTransform(0.5, 0, 0, -0.5, 500000, 5000000), crs("EPSG:32633"), nodata);
    }

    /** A CRS of the EPSG database, axes in the order the database says. */
    public static CoordinateReferenceSystem crs(String code) {
        try {
            return CRS.decode(code);
        } catch (FactoryException unknown) {
            throw new IllegalArgumentException(code, unknown);
        }
    }
}

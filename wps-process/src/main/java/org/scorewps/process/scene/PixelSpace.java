package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import org.geotools.api.geometry.MismatchedDimensionException;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.InvalidGridGeometryException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.engine.InvalidInputException;

/**
 * Between the corners of a coverage's image pixels and its CRS, whatever the grid geometry: north-up, rotated, sheared,
 * with any axis order and any image origin.
 */
final class PixelSpace {
    /** Of a long edge of a region: its bend in another CRS is cut to the square of it. */
    private static final int PIECES = 64;

    /** GeoServer's code for coordinates of which nothing is known. */
    private static final String WILDCARD = "404000";

    private final CoordinateReferenceSystem crs;
    private final MathTransform toCrs;
    private final MathTransform fromCrs;

    private PixelSpace(CoordinateReferenceSystem crs, MathTransform toCrs, MathTransform fromCrs) {
        this.crs = crs;
        this.toCrs = toCrs;
        this.fromCrs = fromCrs;
    }

    /** @throws InvalidInputException when the coverage has no CRS or no usable georeference */
    static PixelSpace of(GridCoverage2D coverage) {
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        if (isPlaceholder(crs)) {
            throw new InvalidInputException(
                    "the coverage has no coordinate reference system: name it with crs, such as EPSG:32633, or write it into the file with gdal_translate -a_srs");
        }
        try {
            MathTransform toCrs = coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT);
            PixelSpace space = new PixelSpace(crs, toCrs, toCrs.inverse());
            if (isUnreadable(coverage)) {
                throw new InvalidInputException("the coverage's coordinate reference system is not in metres and has no"
                        + " EPSG code, and can't be read reliably: name it with crs, such as EPSG:2225, or"
                        + " write it into the file with gdal_translate -a_srs");
            }
            return space;
        } catch (InvalidGridGeometryException | TransformException unusable) {
            throw new InvalidInputException(
                    "the coverage's georeference can't be used: " + unusable.getMessage(), unusable);
        }
    }

    /** Whether a coverage has a CRS that isn't read rightly, see {@link CrsCheck}. */
    static boolean isUnreadable(GridCoverage2D coverage) {
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        MathTransform toCrs = coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT);
        Rectangle image = coverage.getGridGeometry().getGridRange2D();
        double[] middle = new PixelSpace(crs, toCrs, toCrs).place(image.getCenterX(), image.getCenterY());
        return CrsCheck.contradictsItself(crs, middle);
    }

    /** Whether a CRS stands for an unknown one: also GeoServer's EPSG:404000 and GeoTools' own. */
    static boolean isPlaceholder(CoordinateReferenceSystem crs) {
        return crs == null
                || CRS.equalsIgnoreMetadata(crs, DefaultEngineeringCRS.GENERIC_2D)
                || CRS.equalsIgnoreMetadata(crs, DefaultEngineeringCRS.CARTESIAN_2D)
                || (crs instanceof EngineeringCRS
                        && crs.getIdentifiers().stream().anyMatch(code -> WILDCARD.equals(code.getCode())));
    }

    CoordinateReferenceSystem crs() {
        return crs;
    }

    /** A place in the CRS from image pixel corners. */
    double[] place(double x, double y) {
        double[] place = {x, y};
        try {
            toCrs.transform(place, 0, place, 0, 1);
        } catch (TransformException unusable) {
            throw new InvalidInputException(
                    "the coverage's georeference can't be used: " + unusable.getMessage(), unusable);
        }
        return place;
    }

    /** A geometry in the CRS from image pixel corners. */
    Geometry toCrs(Geometry pixels) {
        try {
            return JTS.transform(pixels, toCrs);
        } catch (TransformException | MismatchedDimensionException unusable) {
            throw new InvalidInputException(
                    "the coverage's georeference can't be used: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * A region of interest in image pixel corners.
     *
     * @param roi in the CRS, or in the one that its SRID names, there with x or longitude first; its edges are straight
     *     there
     * @throws InvalidInputException when there is no way from the one CRS to the other
     */
    Geometry toPixels(Geometry roi) {
        try {
            Geometry own = roi;
            if (roi.getSRID() > 0) {
                CoordinateReferenceSystem given = CRS.decode("EPSG:" + roi.getSRID(), true);
                own = JTS.transform(densified(roi), CRS.findMathTransform(given, crs, true));
            }
            return JTS.transform(own, fromCrs);
        } catch (FactoryException | TransformException | IllegalArgumentException unusable) {
            // the last one where GeoTools can't even write the message, since the place is too far away
            throw new InvalidInputException(
                    "roi can't be brought into the coverage's coordinate reference system: "
                            + String.valueOf(unusable.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    unusable);
        }
    }

    private static Geometry densified(Geometry roi) {
        Envelope bounds = roi.getEnvelopeInternal();
        double step = Math.max(bounds.getWidth(), bounds.getHeight()) / PIECES;
        return Densifier.densify(roi, step);
    }

    /**
     * A grid of other pixels over the same ground.
     *
     * @param toImage from the corners of its pixels to those of the image
     */
    GridGeometry2D grid(int width, int height, AffineTransform toImage) {
        return new GridGeometry2D(
                new GridEnvelope2D(0, 0, width, height),
                PixelOrientation.UPPER_LEFT,
                ConcatenatedTransform.create(new AffineTransform2D(toImage), toCrs),
                crs,
                null);
    }

    /** The ground that a pixel in the middle of an area covers. */
    GroundResolution groundResolution(Rectangle area) {
        double x = area.getCenterX();
        double y = area.getCenterY();
        return GroundResolution.measure(crs, place(x, y), place(x + 1, y), place(x, y + 1));
    }
}

package org.scorewps.standalone.io;

import java.io.IOException;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Brings the geometries of one collection into the CRS and axis order that a format wants. */
final class GeometryProjector {
    private final MathTransform transform;
    private final boolean geographic;

    private GeometryProjector(MathTransform transform, boolean geographic) {
        this.transform = transform;
        this.geographic = geographic;
    }

    /** To WGS84, longitude first. A collection without a CRS is left as it is. */
    static GeometryProjector toWgs84(SimpleFeatureType type) throws IOException {
        final CoordinateReferenceSystem source = type.getCoordinateReferenceSystem();
        if (source == null) {
            return new GeometryProjector(new AffineTransform2D(1, 0, 0, 1, 0, 0), false);
        }
        try {
            return new GeometryProjector(CRS.findMathTransform(source, DefaultGeographicCRS.WGS84, true), true);
        } catch (FactoryException e) {
            throw new IOException("no way from the CRS " + source.getName() + " to WGS84", e);
        }
    }

    /** Same CRS; x and y change places when the collection's order of axes is not the wanted one. */
    static GeometryProjector toAxisOrder(SimpleFeatureType type, boolean northFirst) {
        final CoordinateReferenceSystem source = type.getCoordinateReferenceSystem();
        final boolean swap = source != null && AxisOrders.northFirst(source) != northFirst;
        return new GeometryProjector(
                swap ? new AffineTransform2D(0, 1, 1, 0, 0, 0) : new AffineTransform2D(1, 0, 0, 1, 0, 0), false);
    }

    Geometry project(Geometry geometry) throws IOException {
        if (transform.isIdentity() || geometry.isEmpty()) {
            return geometry;
        }
        try {
            return JTS.transform(geometry, transform);
        } catch (TransformException e) {
            throw nowhere(e);
        }
    }

    Coordinate project(Coordinate place) throws IOException {
        try {
            return JTS.transform(place, null, transform);
        } catch (TransformException e) {
            throw nowhere(e);
        }
    }

    /** Whether the result is longitude and latitude. */
    boolean geographic() {
        return geographic;
    }

    private static IOException nowhere(TransformException cause) {
        // most often a place beside the Earth, in a picture from far away
        return new IOException(
                "an object lies where there is no longitude and latitude; formats that keep the raster's CRS, such as"
                        + " GeoPackage, can hold it",
                cause);
    }
}

package org.scorewps.process.scene;

import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/**
 * Areas on the ground, the same for every CRS: a square of 100 m has 10,000 m² in UTM, in degrees and in web Mercator.
 * Vertices go to WGS 84 and from there into an equal-area projection of its ellipsoid, where the planar area is the
 * ground's (what PostGIS gives for geographies and QGIS for ellipsoidal areas, up to the path of the edges between
 * vertices). Without a way to WGS 84 it is the planar area in square metres of the CRS's unit.
 */
public final class GroundArea {
    private final Optional<MathTransform> toWgs84;
    private final double squareUnit;

    /** @param crs the CRS of the geometries to come */
    public GroundArea(CoordinateReferenceSystem crs) {
        toWgs84 = transform(crs);
        squareUnit = Math.pow(LinearUnit.metres(crs), 2);
    }

    /** The area in square metres. */
    public double squareMetres(Geometry geometry) {
        if (toWgs84.isPresent()) {
            try {
                Geometry ground = JTS.transform(geometry, toWgs84.get());
                ground.apply(new EqualArea(ground.getCoordinate() == null ? 0 : ground.getCoordinate().x));
                double area = ground.getArea();
                if (Double.isFinite(area)) {
                    return area;
                }
            } catch (TransformException | IllegalArgumentException notOnEarth) {
                // vertices beyond the Earth's rim in a picture from far away: the planar area is what there is
            }
        }
        return geometry.getArea() * squareUnit;
    }

    private static Optional<MathTransform> transform(CoordinateReferenceSystem crs) {
        try {
            return Optional.of(CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true));
        } catch (FactoryException unknown) {
            return Optional.empty();
        }
    }

    /** Longitude and latitude to equal-area metres; longitudes near the first one, also over the date line. */
    private record EqualArea(double meridian) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence sequence, int i) {
            double longitude = Math.IEEEremainder(sequence.getX(i) - meridian, 360);
            sequence.setOrdinate(i, 0, GroundMetric.equalAreaX(longitude));
            sequence.setOrdinate(i, 1, GroundMetric.equalAreaY(sequence.getY(i)));
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}

package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Against GeographicLib, which solves the geodesic problems exactly. */
class GroundMetricTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @Property(tries = 200)
    void distancesAreThoseOfGeographicLib(
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -84, max = 84) double latitude,
            @ForAll @DoubleRange(min = -0.01, max = 0.01) @Scale(6) double east,
            @ForAll @DoubleRange(min = -0.01, max = 0.01) @Scale(6) double north) {
        double exact = Geodesic.WGS84.Inverse(latitude, longitude, latitude + north, longitude + east).s12;
        assertThat(GroundMetric.distance(longitude, latitude, longitude + east, latitude + north))
                .isCloseTo(exact, within(1e-5 * exact + 1e-6));
    }

    @Property(tries = 200)
    void areasAreThoseOfGeographicLib(
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -84, max = 84) double latitude,
            @ForAll @DoubleRange(min = 0.00001, max = 0.05) @Scale(5) double size) {
        Geometry box = FACTORY.toGeometry(new Envelope(longitude, longitude + size, latitude, latitude + size));
        assertThat(new GroundArea(DefaultGeographicCRS.WGS84).squareMetres(box))
                .isCloseTo(exactArea(box), within(1e-3 * exactArea(box)));
    }

    @Test
    void theDateLineDividesNothing() {
        Geometry box = FACTORY.toGeometry(new Envelope(179.99, 180.01, 10, 10.02));
        Geometry wrapped = FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(179.99, 10),
            new Coordinate(179.99, 10.02),
            new Coordinate(-179.99, 10.02),
            new Coordinate(-179.99, 10),
            new Coordinate(179.99, 10)
        });
        GroundArea area = new GroundArea(DefaultGeographicCRS.WGS84);
        assertThat(area.squareMetres(wrapped)).isCloseTo(area.squareMetres(box), within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:4326", "EPSG:3857", "EPSG:32633", "EPSG:3035", "EPSG:31467"})
    void areasDontDependOnTheCrs(String code) throws Exception {
        // natural axis order, latitude or northing first where the authority says so
        CoordinateReferenceSystem crs = CRS.decode(code);
        Geometry longitudeFirst = FACTORY.toGeometry(new Envelope(12.1, 12.102, 50.2, 50.201));
        Geometry own = JTS.transform(longitudeFirst, CRS.findMathTransform(DefaultGeographicCRS.WGS84, crs, true));
        assertThat(new GroundArea(crs).squareMetres(own))
                .isCloseTo(exactArea(longitudeFirst), within(1e-4 * exactArea(longitudeFirst)));
    }

    private static double exactArea(Geometry geometry) {
        PolygonArea polygon = new PolygonArea(Geodesic.WGS84, false);
        Coordinate[] ring = geometry.getCoordinates();
        for (int i = 0; i + 1 < ring.length; i++) {
            polygon.AddPoint(ring[i].y, ring[i].x);
        }
        return Math.abs(polygon.Compute(false, true).area);
    }
}

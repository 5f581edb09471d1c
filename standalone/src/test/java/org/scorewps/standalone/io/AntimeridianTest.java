package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

class AntimeridianTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POLYGON((170 0,190 0,190 10,170 10,170 0)) | MULTIPOLYGON(((170 0,180 0,180 10,170 10,170 0)),((-180 0,-170 0,-170 10,-180 10,-180 0)))
            POLYGON((-190 0,-170 0,-170 10,-190 10,-190 0)) | MULTIPOLYGON(((170 0,180 0,180 10,170 10,170 0)),((-180 0,-170 0,-170 10,-180 10,-180 0)))
            POLYGON((190 0,200 0,200 10,190 0)) | POLYGON((-170 0,-160 0,-160 10,-170 0))
            POLYGON((170 0,180 0,180 10,170 0)) | POLYGON((170 0,180 0,180 10,170 0))
            POLYGON((-180 0,-170 0,-180 10,-180 0)) | POLYGON((-180 0,-170 0,-180 10,-180 0))
            POLYGON((180 0,190 0,180 10,180 0)) | POLYGON((-180 0,-170 0,-180 10,-180 0))
            POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90)) | POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))
            POLYGON((0 -90,360 -90,360 90,0 90,0 -90)) | POLYGON((-180 -90,-180 90,0 90,180 90,180 -90,0 -90,-180 -90))
            POLYGON((170 0,190 0,190 10,170 10,170 0),(175 4,185 4,185 6,175 6,175 4)) | MULTIPOLYGON(((170 0,180 0,180 4,175 4,175 6,180 6,180 10,170 10,170 0)),((-180 0,-170 0,-170 10,-180 10,-180 6,-175 6,-175 4,-180 4,-180 0)))
            POLYGON((170 0,190 0,190 10,170 10,170 0),(172 4,175 4,175 6,172 4),(185 4,187 4,187 6,185 4)) | MULTIPOLYGON(((170 0,180 0,180 10,170 10,170 0),(172 4,175 4,175 6,172 4)),((-180 0,-170 0,-170 10,-180 10,-180 0),(-175 4,-173 4,-173 6,-175 4)))
            MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((170 0,190 0,190 10,170 0))) | MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((170 0,180 0,180 5,170 0)),((-180 0,-170 0,-170 10,-180 5,-180 0)))
            LINESTRING(170 0,190 10,170 20) | MULTILINESTRING((170 0,180 5),(-180 5,-170 10,-180 15),(180 15,170 20))
            LINESTRING(190 0,200 0) | LINESTRING(-170 0,-160 0)
            POINT(190 5) | POINT(-170 5)
            POINT(-180 5) | POINT(-180 5)
            POINT(180 5) | POINT(180 5)
            MULTIPOINT((190 5),(170 5)) | MULTIPOINT((-170 5),(170 5))
            POLYGON((0 0,1 0,1 1,0 0)) | POLYGON((0 0,1 0,1 1,0 0))
            """)
    void cutsDegrees(String source, String expected) throws Exception {
        assertThat(cut("EPSG:4326", source).norm().toText())
                .isEqualTo(new WKTReader().read(expected).norm().toText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EPSG:32660 | POLYGON((800000 1000000,900000 1000000,900000 1100000,800000 1100000,800000 1000000))
            EPSG:32601 | POLYGON((300000 7000000,500000 7000000,500000 7100000,300000 7100000,300000 7000000),(320000 7020000,480000 7020000,480000 7080000,320000 7080000,320000 7020000))
            EPSG:3832 | POLYGON((-6000000 0,9000000 0,9000000 3000000,-6000000 3000000,-6000000 0))
            """)
    void cutsProjectedPolygonsInTwo(String crs, String source) throws Exception {
        final Geometry cut = cut(crs, source);
        assertThat(cut.getNumGeometries()).isEqualTo(2);
        assertThat(cut.isValid()).isTrue();
        assertThat(cut.getEnvelopeInternal().getMinX()).isEqualTo(-180);
        assertThat(cut.getEnvelopeInternal().getMaxX()).isEqualTo(180);
        for (int i = 0; i < 2; i++) {
            assertThat(cut.getGeometryN(i).getEnvelopeInternal().getWidth()).isLessThan(100);
        }
    }

    @Test
    void neighboursAreCutInTheSamePlace() throws Exception {
        final Geometry left = cut("EPSG:32660", "POLYGON((800000 0,870001 1003,800000 100000,800000 0))");
        final Geometry right = cut("EPSG:32660", "POLYGON((870001 1003,900000 90000,800000 100000,870001 1003))");
        assertThat(left.intersection(right).getArea()).isZero();
        assertThat(onMeridian(left)).containsAnyElementsOf(onMeridian(right));
    }

    private static List<Coordinate> onMeridian(Geometry cut) {
        return Arrays.stream(cut.getCoordinates())
                .filter(place -> Math.abs(place.x) == 180)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"EPSG:3995,90", "EPSG:3031,-90"})
    void whatLiesAroundAPoleReachesIt(String crs, double pole) throws Exception {
        final String ring = "(-3 -2,2 -3,3 3,-2 2,-3 -2)".replaceAll("(\\d)", "$100000");
        final Geometry area = cut(crs, "POLYGON(" + ring + ")");
        assertThat(area.isValid()).isTrue();
        assertThat(area.getGeometryType()).isEqualTo(Geometry.TYPENAME_POLYGON);
        assertThat(area.getEnvelopeInternal().getMinX()).isEqualTo(-180);
        assertThat(area.getEnvelopeInternal().getMaxX()).isEqualTo(180);
        assertThat(pole > 0 ? high(area) : low(area)).isEqualTo(pole);
        // a hole around the pole leaves a band
        final String hole = "(-1 -1,-1 1,1 1,1 -1,-1 -1)".replaceAll("(\\d)", "$100000");
        final Geometry band = cut(crs, "POLYGON(" + ring + "," + hole + ")");
        assertThat(band.isValid()).isTrue();
        assertThat(band.getArea())
                .isCloseTo(area.getArea() - cut(crs, "POLYGON(" + hole + ")").getArea(), within(1e-6));
        assertThat(Math.abs(pole > 0 ? high(band) : low(band))).isLessThan(90);
    }

    private static double low(Geometry geometry) {
        return geometry.getEnvelopeInternal().getMinY();
    }

    private static double high(Geometry geometry) {
        return geometry.getEnvelopeInternal().getMaxY();
    }

    private static Geometry cut(String crs, String wkt) throws Exception {
        final SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("places");
        type.setCRS(CRS.decode(crs, true));
        type.add("place", Geometry.class);
        final GeometryProjector projector = GeometryProjector.toWgs84(type.buildFeatureType());
        final Geometry source = new WKTReader().read(wkt);
        return new Antimeridian(projector).cut(source, projector.project(source));
    }
}

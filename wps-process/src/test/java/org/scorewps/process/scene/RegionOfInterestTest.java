package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

/** Regions of interest in one CRS, coverages in another: all around a place in the north of Germany. */
class RegionOfInterestTest {
    private static final double LONGITUDE = 9.5;
    private static final double LATITUDE = 53.5;
    private static final int SIDE = 200;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static final String WITHOUT_CODE = "PROJCS[\"somewhere\", GEOGCS[\"WGS 84\", DATUM[\"WGS_1984\","
            + " SPHEROID[\"WGS 84\", 6378137, 298.257223563]], PRIMEM[\"Greenwich\", 0],"
            + " UNIT[\"degree\", 0.0174532925199433]], PROJECTION[\"Transverse_Mercator\"],"
            + " PARAMETER[\"latitude_of_origin\", 53], PARAMETER[\"central_meridian\", 9.4],"
            + " PARAMETER[\"scale_factor\", 1], PARAMETER[\"false_easting\", 1000], PARAMETER[\"false_northing\", 0],"
            + " UNIT[\"metre\", 1]]";

    private static CoordinateReferenceSystem crs(String name) throws Exception {
        return name.startsWith("PROJCS") || name.startsWith("LOCAL_CS")
                ? CRS.parseWKT(name)
                // with the registry's order of axes
                : CRS.decode(name);
    }

    /** Pixels of two metres, the middle one at the place, north up whatever the axes' order. */
    private static GridCoverage2D coverage(CoordinateReferenceSystem crs, double pixel) throws Exception {
        Coordinate place = JTS.transform(
                        FACTORY.createPoint(new Coordinate(LONGITUDE, LATITUDE)),
                        CRS.findMathTransform(DefaultGeographicCRS.WGS84, crs, true))
                .getCoordinate();
        boolean northFirst = CRS.getAxisOrder(crs) == CRS.AxisOrder.NORTH_EAST;
        double half = pixel * SIDE / 2;
        AffineTransform toCrs = northFirst
                ? new AffineTransform(0, pixel, -pixel, 0, place.x + half, place.y - half)
                : new AffineTransform(pixel, 0, 0, -pixel, place.x - half, place.y + half);
        return Coverages.place(Coverages.picture(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), toCrs, crs);
    }

    private static Scene scene(GridCoverage2D coverage, Geometry roi) {
        SceneOptions options = new SceneOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(roi));
        return Scene.of(coverage, options, new SceneLimits(1_000_000));
    }

    private static Stream<Arguments> pairs() {
        return Stream.of("EPSG:31467", "EPSG:3035", "EPSG:25832", "EPSG:4326", "EPSG:3857", WITHOUT_CODE)
                .flatMap(crs -> Stream.of(4326, 3857, 31467, 3035, 25832).map(srid -> Arguments.of(crs, srid)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRegionFindsItsPixels(String crs, int srid) throws Exception {
        CoordinateReferenceSystem own = crs(crs);
        GridCoverage2D coverage = coverage(own, crs.equals("EPSG:4326") ? 2e-5 : 2);
        Geometry pixels = FACTORY.toGeometry(new Envelope(60, 140, 50, 120));
        Geometry place = Scene.of(coverage, SceneOptions.NONE, new SceneLimits(1_000_000))
                .toCrs(pixels);
        // clients write x first after an SRID, also where the registry has it the other way
        Geometry roi = JTS.transform(place, CRS.findMathTransform(own, CRS.decode("EPSG:" + srid, true), true));
        roi.setSRID(srid);
        Scene scene = scene(coverage, roi);
        Window part = scene.part();
        assertThat(new int[] {part.x(), part.y(), part.right(), part.bottom()})
                .satisfies(
                        sides -> assertThat(sides[0]).isBetween(59, 60),
                        sides -> assertThat(sides[1]).isBetween(49, 50),
                        sides -> assertThat(sides[2]).isBetween(140, 141),
                        sides -> assertThat(sides[3]).isBetween(120, 121));
        assertThat(scene.roi().orElseThrow().getArea()).isCloseTo(80 * 70, within(1.0));
        assertThat(scene.roi().orElseThrow().symDifference(pixels).getArea()).isLessThan(5);
    }

    @Test
    void edgesAreStraightInTheRegionsOwnCrs() throws Exception {
        // four degrees of a parallel are some kilometres away from the line between its ends
        GridCoverage2D coverage = coverage(crs("EPSG:3035"), 2000);
        Geometry roi = FACTORY.toGeometry(new Envelope(LONGITUDE - 2, LONGITUDE + 2, LATITUDE - 1, LATITUDE));
        roi.setSRID(4326);
        Geometry seen = scene(coverage, roi).roi().orElseThrow();
        double middle = SIDE / 2.0;
        assertThat(seen.getEnvelopeInternal().getMinY()).isLessThan(middle);
        assertThat(seen.distance(FACTORY.createPoint(new Coordinate(middle, middle - 5))))
                .isCloseTo(5, within(0.01));
    }

    @Test
    void latitudeFirstIsToldSo() throws Exception {
        Geometry roi = FACTORY.toGeometry(
                new Envelope(LATITUDE - 0.001, LATITUDE + 0.001, LONGITUDE - 0.001, LONGITUDE + 0.001));
        roi.setSRID(4326);
        GridCoverage2D coverage = coverage(crs("EPSG:3857"), 2);
        assertThatThrownBy(() -> scene(coverage, roi))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("roi doesn't touch the coverage (after SRID, x or longitude comes first)");
        roi.apply(new Swap());
        assertThat(scene(coverage, roi).part().width()).isGreaterThan(50);
    }

    @Test
    void whatCannotBeTransformedIsToldInOneLine() throws Exception {
        Geometry roi = FACTORY.toGeometry(new Envelope(LONGITUDE, LONGITUDE + 1, LATITUDE, LATITUDE + 1));
        roi.setSRID(4326);
        GridCoverage2D site = Coverages.place(
                Coverages.picture(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR),
                new AffineTransform(1, 0, 0, -1, 0, 0),
                crs(
                        "LOCAL_CS[\"site\", LOCAL_DATUM[\"site\", 0], UNIT[\"m\", 1], AXIS[\"x\", EAST], AXIS[\"y\", NORTH]]"));
        refused(site, roi);
        roi.setSRID(999_999);
        refused(coverage(crs("EPSG:25832"), 2), roi);
        Geometry nowhere = FACTORY.toGeometry(new Envelope(1e12, 2e12, 1e12, 2e12));
        nowhere.setSRID(25832);
        assertThatThrownBy(() -> scene(coverage(crs("EPSG:31467"), 2), nowhere))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("roi ")
                .hasMessageNotContaining("\n");
    }

    private static void refused(GridCoverage2D coverage, Geometry roi) {
        assertThatThrownBy(() -> scene(coverage, roi))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("roi can't be brought into the coverage's coordinate reference system: ")
                .hasMessageNotContaining("\n");
    }

    /** x for y. */
    private static final class Swap implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence sequence, int i) {
            double x = sequence.getX(i);
            sequence.setOrdinate(i, 0, sequence.getY(i));
            sequence.setOrdinate(i, 1, x);
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

package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

/** The crs input. */
class NamedCrsTest {
    /** As GeoServer's registry has it. */
    private static final String GEOSERVER_WILDCARD = "LOCAL_CS[\"Wildcard 2D cartesian plane in metric unit\","
            + " LOCAL_DATUM[\"Unknown\", 0], UNIT[\"m\", 1.0], AXIS[\"x\", EAST], AXIS[\"y\", NORTH],"
            + " AUTHORITY[\"EPSG\",\"404000\"]]";

    private static final String FEET = "PROJCS[\"somewhere\", GEOGCS[\"WGS 84\", DATUM[\"WGS_1984\","
            + " SPHEROID[\"WGS 84\", 6378137, 298.257223563]], PRIMEM[\"Greenwich\", 0], UNIT[\"degree\","
            + " 0.0174532925199433]], PROJECTION[\"Transverse_Mercator\"], PARAMETER[\"central_meridian\", 15],"
            + " PARAMETER[\"scale_factor\", 0.9996], PARAMETER[\"false_easting\", 500000],"
            + " PARAMETER[\"latitude_of_origin\", 0], PARAMETER[\"false_northing\", 0], UNIT[\"metre\", 1]]";

    private static GridCoverage2D coverage(CoordinateReferenceSystem crs) {
        return Coverages.place(
                new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR),
                new AffineTransform(0.5, 0, 0, -0.5, 500000, 5000000),
                crs);
    }

    private static Scene scene(GridCoverage2D coverage, String crs) {
        return Scene.of(
                coverage,
                new SceneOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(crs),
                        OptionalDouble.empty(),
                        Optional.empty()),
                new SceneLimits(1_000_000));
    }

    private static int code(Scene scene) throws Exception {
        return CRS.lookupEpsgCode(scene.crs(), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:32633",
                "epsg:32633",
                "32633",
                "urn:ogc:def:crs:EPSG::32633",
                "urn:ogc:def:crs:EPSG:9.8:32633",
                "http://www.opengis.net/def/crs/EPSG/0/32633",
                "http://www.opengis.net/gml/srs/epsg.xml#32633"
            })
    void namesTheCrsOfACoverageWithoutOne(String name) throws Exception {
        Scene scene = scene(coverage(DefaultEngineeringCRS.GENERIC_2D), name);
        assertThat(code(scene)).isEqualTo(32633);
        assertThat(scene.groundResolution().x()).isBetween(0.499, 0.501);
        Envelope place = scene.toCrs(new GeometryFactory().toGeometry(new Envelope(0, 40, 0, 30)))
                .getEnvelopeInternal();
        assertThat(place.equals(new Envelope(500000, 500020, 4999985, 5000000))).isTrue();
    }

    @Test
    void unknownOnesOfGeoServerCountAsNone() throws Exception {
        CoordinateReferenceSystem wildcard = CRS.parseWKT(GEOSERVER_WILDCARD);
        assertThatThrownBy(() -> scene(coverage(wildcard), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the coverage has no coordinate reference system: name it with crs, such as EPSG:32633, or"
                        + " write it into the file with gdal_translate -a_srs");
        assertThat(code(scene(coverage(wildcard), "EPSG:32633"))).isEqualTo(32633);
        assertThat(code(scene(coverage(DefaultEngineeringCRS.CARTESIAN_2D), "EPSG:32633")))
                .isEqualTo(32633);
    }

    @Test
    void longitudeComesFirst() {
        GridCoverage2D degrees = Coverages.place(
                new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR),
                new AffineTransform(0.001, 0, 0, -0.001, 13, 46),
                DefaultEngineeringCRS.GENERIC_2D);
        for (String name : List.of("EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "OGC:CRS84")) {
            // at 46 degrees north, a degree of longitude is shorter
            assertThat(scene(degrees, name).groundResolution().x()).as(name).isBetween(77.0, 78.0);
        }
    }

    @Test
    void isRefusedWhereTheCoverageSaysAnother() throws Exception {
        assertThat(code(scene(coverage(Coverages.crs("EPSG:32633")), "EPSG:32633")))
                .isEqualTo(32633);
        assertThat(code(scene(
                        coverage(CRS.parseWKT(Coverages.crs("EPSG:32633")
                                .toWKT()
                                .replaceAll(",\\s*AUTHORITY\\[[^\\]]*\\]\\s*\\]$", "]"))),
                        "EPSG:32633")))
                .isEqualTo(32633);
        assertThatThrownBy(() -> scene(coverage(Coverages.crs("EPSG:26911")), "EPSG:32611"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("crs says EPSG:32611, but the coverage says EPSG:26911 itself");
        assertThatThrownBy(() -> scene(coverage(CRS.parseWKT(FEET)), "EPSG:32632"))
                .hasMessageStartingWith("crs says EPSG:32632, but the coverage says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EPSG:999999", "EPSG:5773", "EPSG:4978", "UTM 33", "PROJCS[", "PROJCS[\"a\"]", "\u0000", "EPSG:"
            })
    void whatIsNoHorizontalCrsIsRefused(String name) {
        assertThatThrownBy(() -> scene(coverage(DefaultEngineeringCRS.GENERIC_2D), name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("crs must be the EPSG code of a horizontal CRS such as EPSG:32633")
                .hasMessageNotContaining("\n");
    }

    @Test
    void overviewsAndFootprintsGoWithIt() {
        GridCoverage2D plain = coverage(DefaultEngineeringCRS.GENERIC_2D);
        Footprint west =
                new Footprint(new GeometryFactory().toGeometry(new Envelope(500000, 500010, 4999985, 5000000)));
        Map<String, Object> footprint = Map.of(Footprint.PROPERTY, west);
        GridCoverage2D overview = with(
                Coverages.place(
                        new BufferedImage(20, 15, BufferedImage.TYPE_3BYTE_BGR),
                        new AffineTransform(1, 0, 0, -1, 500000, 5000000),
                        DefaultEngineeringCRS.GENERIC_2D),
                footprint);
        GridCoverage2D whole =
                with(plain, Map.of(Footprint.PROPERTY, west, Overviews.PROPERTY, new Overviews(List.of(overview))));
        Scene scene = Scene.of(
                whole,
                new SceneOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("EPSG:32633"),
                        OptionalDouble.of(1),
                        Optional.empty()),
                new SceneLimits(1_000_000));
        assertThat(scene.sourcePixels()).isEqualTo(20 * 15);
        assertThat(scene.read(new Window(0, 0, 5, 5)).valid()).isEmpty();
        assertThat(scene.read(new Window(12, 0, 5, 5)).blank()).isTrue();
    }

    private static GridCoverage2D with(GridCoverage2D coverage, Map<String, Object> properties) {
        return new GridCoverageFactory()
                .create(
                        "scene",
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }
}

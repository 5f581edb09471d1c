package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.DefaultFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import org.w3c.dom.Document;

class FeatureWritersTest {
    /** Near 9 degrees east, 50 north; the shell is clockwise, the hole counterclockwise: both the wrong way. */
    private static final String UTM_POLYGON =
            "POLYGON ((500000 5538630, 500000 5538730, 500100 5538730, 500100 5538630,"
                    + " 500000 5538630), (500020 5538650, 500060 5538650, 500060 5538690, 500020 5538650))";

    @Test
    void geoJsonIsWgs84LongitudeFirstWithRightHandedRings() throws Exception {
        final JsonObject root = geoJson(collection("EPSG:32632", UTM_POLYGON, "a \"name\"", 1.5f, 0.25));
        assertThat(root.get("type").getAsString()).isEqualTo("FeatureCollection");
        final JsonObject feature = root.getAsJsonArray("features").get(0).getAsJsonObject();
        final JsonObject geometry = feature.getAsJsonObject("geometry");
        assertThat(geometry.get("type").getAsString()).isEqualTo("Polygon");
        final JsonArray rings = geometry.getAsJsonArray("coordinates");
        final double[] first = position(rings.get(0).getAsJsonArray().get(0).getAsJsonArray());
        assertThat(first[0]).isCloseTo(9.0, within(0.01));
        assertThat(first[1]).isCloseTo(50.0, within(0.01));
        assertThat(Orientation.isCCW(ring(rings.get(0).getAsJsonArray()).getCoordinateSequence()))
                .isTrue();
        assertThat(Orientation.isCCW(ring(rings.get(1).getAsJsonArray()).getCoordinateSequence()))
                .isFalse();
        assertThat(rings.get(0).getAsJsonArray().get(1).toString())
                .matches("\\[-?\\d+(\\.\\d{1,7})?,-?\\d+(\\.\\d{1,7})?]");
        final JsonObject properties = feature.getAsJsonObject("properties");
        assertThat(properties.get("class").getAsString()).isEqualTo("a \"name\"");
        assertThat(properties.get("score").getAsString()).isEqualTo("1.5");
        assertThat(properties.get("area").getAsDouble()).isEqualTo(0.25);
        assertThat(properties.has("geom")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:32632, 0.3, 8",
        "EPSG:32632, 10, 7",
        "EPSG:32632, 500, 5",
        "EPSG:4326, 0.00001, 7",
        "EPSG:3857, 0.3, 8"
    })
    void geoJsonHasDecimalsForAHundredthOfAPixel(String crs, double pixel, int decimals) throws Exception {
        final SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("places");
        builder.setCRS(CRS.decode(crs, true));
        builder.userData(Hints.JTS_PRECISION_MODEL, new PrecisionModel(100 / pixel));
        builder.add("place", Geometry.class);
        final SimpleFeatureType type = builder.buildFeatureType();
        final DefaultFeatureCollection features = new DefaultFeatureCollection("c", type);
        final String place = crs.equals("EPSG:4326") ? "POINT (9.123456789123 50)" : "POINT (1012345.678 6412345.678)";
        features.add(SimpleFeatureBuilder.build(type, new Object[] {new WKTReader().read(place)}, "places.1"));
        final String longitude = geoJson(features)
                .getAsJsonArray("features")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("geometry")
                .getAsJsonArray("coordinates")
                .get(0)
                .getAsString();
        assertThat(longitude.substring(longitude.indexOf('.') + 1)).hasSize(decimals);
    }

    @Test
    void geoJsonOfLatitudeFirstDataIsLongitudeFirst() throws Exception {
        final JsonObject root = geoJson(collection("urn:ogc:def:crs:EPSG::4326", "POINT (50 9)", "x", 1f, 1.0));
        final JsonObject feature = root.getAsJsonArray("features").get(0).getAsJsonObject();
        assertThat(feature.getAsJsonObject("geometry").get("coordinates").toString())
                .isEqualTo("[9,50]");
    }

    @Test
    void geoJsonWritesWhatIsNoNumberAsNull() throws Exception {
        final JsonObject root = geoJson(collection("EPSG:32632", null, null, Float.NaN, Double.POSITIVE_INFINITY));
        final JsonObject feature = root.getAsJsonArray("features").get(0).getAsJsonObject();
        assertThat(feature.get("geometry").isJsonNull()).isTrue();
        final JsonObject properties = feature.getAsJsonObject("properties");
        assertThat(properties.get("class").isJsonNull()).isTrue();
        assertThat(properties.get("score").isJsonNull()).isTrue();
        assertThat(properties.get("area").isJsonNull()).isTrue();
    }

    @Test
    void csvQuotesWhatNeedsIt() throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvFeatureWriter().write(collection("EPSG:32632", "POINT (1 2)", "a,\"b\"", 1f, Double.NaN), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("FID,geom,class,score,area\r\nf.1,POINT (1 2),\"a,\"\"b\"\"\",1.0,NaN\r\n");
    }

    @Test
    void gml3KeepsTheCrsAndItsAxisOrder() throws Exception {
        final Document utm = gml(GmlVersion.GML3, collection("EPSG:32632", UTM_POLYGON, "ship \u0001", 1f, 1.0));
        assertThat(xpath(utm, "//*[local-name()='Polygon']/@srsName")).isEqualTo("urn:ogc:def:crs:EPSG::32632");
        assertThat(xpath(utm, "//*[local-name()='exterior']//*[local-name()='posList']"))
                .startsWith("500000 5538630 500000 5538730");
        assertThat(xpath(utm, "//*[local-name()='class']")).isEqualTo("ship ");
        // data that came longitude first is written as the registry has it
        final Document geographic = gml(GmlVersion.GML3, lonLat("POINT (9 50)"));
        assertThat(xpath(geographic, "//*[local-name()='pos']")).isEqualTo("50 9");
        final Document gml2 = gml(GmlVersion.GML2, lonLat("POINT (9 50)"));
        assertThat(xpath(gml2, "//*[local-name()='coordinates']")).isEqualTo("9,50");
        assertThat(xpath(gml2, "//*[local-name()='Point']/@srsName"))
                .isEqualTo("http://www.opengis.net/gml/srs/epsg.xml#4326");
    }

    @Test
    void geoPackageHoldsTheFeatures(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("out.gpkg");
        new GeoPackageFeatureWriter().write(collection("EPSG:32632", UTM_POLYGON, "ship", 0.1f, 0.25), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(query(connection, "PRAGMA application_id")).isEqualTo(0x47504B47);
            assertThat(query(connection, "PRAGMA user_version")).isEqualTo(10300);
            assertThat(query(connection, "SELECT srs_id FROM gpkg_contents WHERE data_type='features'"))
                    .isEqualTo(32632);
            assertThat(query(connection, "SELECT min_x FROM gpkg_contents")).isEqualTo(500000.0);
            assertThat(query(connection, "SELECT geometry_type_name FROM gpkg_geometry_columns"))
                    .isEqualTo("GEOMETRY");
            assertThat(query(connection, "SELECT score FROM instances")).isEqualTo(0.1);
            assertThat(query(connection, "SELECT class FROM instances")).isEqualTo("ship");
            assertThat((String) query(connection, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id=32632"))
                    .startsWith("PROJCS");
            final ByteBuffer blob = ByteBuffer.wrap((byte[]) query(connection, "SELECT geom FROM instances"))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(new String(blob.array(), 0, 2, StandardCharsets.US_ASCII))
                    .isEqualTo("GP");
            assertThat(blob.getInt(4)).isEqualTo(32632);
            assertThat(blob.getDouble(8)).isEqualTo(500000);
            assertThat(blob.getDouble(16)).isEqualTo(500100);
            final Geometry geometry = new WKBReader().read(Arrays.copyOfRange(blob.array(), 40, blob.capacity()));
            assertThat(geometry.equalsExact(new WKTReader().read(UTM_POLYGON))).isTrue();
        }
    }

    @Test
    void geoPackageIsLongitudeFirst(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("out.gpkg");
        new GeoPackageFeatureWriter()
                .write(collection("urn:ogc:def:crs:EPSG::4326", "POINT (50 9)", "x", 1f, 1.0), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(query(connection, "SELECT min_x FROM gpkg_contents")).isEqualTo(9.0);
        }
    }

    @Test
    void theRegistrysCrsIsFoundUnderAnotherName(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("renamed.gpkg");
        final SimpleFeatureType type = type(withoutCode("site grid", "500000.0"));
        new GeoPackageFeatureWriter().write(collection(type, UTM_POLYGON, "ship", 1f, 1.0), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(query(connection, "SELECT srs_id FROM gpkg_contents")).isEqualTo(32632);
        }
    }

    /** EPSG:32632 with another name and false easting, and no code. */
    private static CoordinateReferenceSystem withoutCode(String name, String falseEasting) throws Exception {
        return CRS.parseWKT(CRS.decode("EPSG:32632")
                .toWKT()
                .replaceAll(",\\s*AUTHORITY\\[[^]]*]", "")
                .replace("WGS 84 / UTM zone 32N", name)
                .replace("500000.0", falseEasting));
    }

    @Test
    void aCrsOfItsOwnIsWrittenByItsDefinition(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("own.gpkg");
        final SimpleFeatureCollection features =
                collection(type(withoutCode("site grid", "500001.0")), UTM_POLYGON, "ship", 1f, 1.0);
        new GeoPackageFeatureWriter().write(features, file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat((String) query(
                            connection,
                            "SELECT definition FROM gpkg_spatial_ref_sys JOIN gpkg_contents USING (srs_id)"))
                    .contains("site grid", "500001");
        }
        final Document gml = gml(GmlVersion.GML3, features);
        assertThat(xpath(gml, "//*[local-name()='posList']")).startsWith("500000 5538630 500000 5538730");
        assertThat(xpath(gml, "//@srsName")).isEmpty();
    }

    /** One feature as the segmentation makes them, with the types of its attributes. */
    private static SimpleFeatureCollection instances(String... identifiers) throws Exception {
        final SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("instances");
        builder.setCRS(CRS.decode("EPSG:32632"));
        builder.add("geometry", Geometry.class);
        builder.add("class_index", Integer.class);
        builder.add("orientation_deg", Double.class);
        builder.add("edge", Boolean.class);
        builder.add("run", String.class);
        builder.add("time", Timestamp.class);
        final SimpleFeatureType type = builder.buildFeatureType();
        final DefaultFeatureCollection features = new DefaultFeatureCollection("c", type);
        for (String identifier : identifiers) {
            features.add(SimpleFeatureBuilder.build(
                    type,
                    new Object[] {
                        new WKTReader().read("POINT (500000 5538630)"),
                        2,
                        33.5,
                        true,
                        "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
                        Timestamp.from(Instant.parse("2026-02-03T04:05:06Z"))
                    },
                    identifier));
        }
        return features;
    }

    @Test
    void attributesKeepTheirTypesInGeoJson() throws Exception {
        final JsonObject feature = geoJson(instances("instances.4503599627370495"))
                .getAsJsonArray("features")
                .get(0)
                .getAsJsonObject();
        assertThat(feature.get("id").getAsString()).isEqualTo("instances.4503599627370495");
        assertThat(feature.getAsJsonObject("properties"))
                .hasToString("{\"class_index\":2,\"orientation_deg\":33.5,\"edge\":true,"
                        + "\"run\":\"1b4e28ba-2fa1-41d2-883f-0016d3cca427\",\"time\":\"2026-02-03T04:05:06Z\"}");
    }

    @Test
    void attributesAreTextInGmlAndCsv() throws Exception {
        for (GmlVersion version : GmlVersion.values()) {
            final Document document = gml(version, instances("instances.17"));
            assertThat(xpath(document, "//@*[local-name()='id' or local-name()='fid']"))
                    .isEqualTo("instances.17");
            assertThat(xpath(document, "//*[local-name()='edge']")).isEqualTo("true");
            assertThat(xpath(document, "//*[local-name()='time']")).isEqualTo("2026-02-03T04:05:06Z");
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvFeatureWriter().write(instances("instances.17"), out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().get(1))
                .isEqualTo("instances.17,POINT (500000 5538630),2,33.5,true,"
                        + "1b4e28ba-2fa1-41d2-883f-0016d3cca427,2026-02-03T04:05:06Z");
    }

    @Test
    void geoPackagesHaveColumnsOfTheAttributesTypes(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("out.gpkg");
        new GeoPackageFeatureWriter().write(instances("instances.4503599627370495", "instances.3"), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(query(connection, "SELECT group_concat(type) FROM pragma_table_info('instances')"))
                    .isEqualTo("INTEGER,GEOMETRY,INTEGER,DOUBLE,BOOLEAN,TEXT,DATETIME");
            assertThat(query(connection, "SELECT group_concat(fid) FROM (SELECT fid FROM instances ORDER BY fid)"))
                    .isEqualTo("3,4503599627370495");
            assertThat(query(connection, "SELECT typeof(edge) || edge FROM instances"))
                    .isEqualTo("integer1");
            // three digits after the point, always: the standard's only form
            assertThat(query(connection, "SELECT time FROM instances")).isEqualTo("2026-02-03T04:05:06.000Z");
        }
    }

    @Test
    void featuresWithOtherIdentifiersAreNumbered(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("out.gpkg");
        new GeoPackageFeatureWriter().write(instances("ship.17", "instances.x", "instances.0"), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(query(connection, "SELECT group_concat(fid) FROM instances"))
                    .isEqualTo("1,2,3");
        }
    }

    @Test
    void fileNamesTellTheFormat() {
        assertThat(FeatureWriters.forFile(Path.of("a.GeoJSON")).map(FeatureWriter::mimeType))
                .contains("application/json");
        assertThat(FeatureWriters.forFile(Path.of("a.json")).map(FeatureWriter::extension))
                .contains("geojson");
        assertThat(FeatureWriters.forFile(Path.of("a.gpkg")).map(FeatureWriter::extension))
                .contains("gpkg");
        assertThat(FeatureWriters.forFile(Path.of("a.shp"))).isEqualTo(Optional.empty());
    }

    private static SimpleFeatureCollection lonLat(String wkt) throws Exception {
        return collection(type("EPSG:4326", true), wkt, "x", 1f, 1.0);
    }

    private static SimpleFeatureCollection collection(String crs, String wkt, String name, float score, double area)
            throws Exception {
        return collection(type(crs, false), wkt, name, score, area);
    }

    private static SimpleFeatureType type(String crs, boolean longitudeFirst) throws Exception {
        return type(CRS.decode(crs, longitudeFirst));
    }

    private static SimpleFeatureType type(CoordinateReferenceSystem crs) {
        final SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("instances");
        type.setCRS(crs);
        type.add("geom", Geometry.class);
        type.add("class", String.class);
        type.add("score", Float.class);
        type.add("area", Double.class);
        return type.buildFeatureType();
    }

    private static SimpleFeatureCollection collection(
            SimpleFeatureType type, String wkt, String name, float score, double area) throws Exception {
        final DefaultFeatureCollection features = new DefaultFeatureCollection("c", type);
        features.add(SimpleFeatureBuilder.build(
                type, new Object[] {wkt == null ? null : new WKTReader().read(wkt), name, score, area}, "f.1"));
        return features;
    }

    private static JsonObject geoJson(SimpleFeatureCollection features) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GeoJsonFeatureWriter().write(features, out);
        return JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static Document gml(GmlVersion version, SimpleFeatureCollection features) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GmlFeatureWriter(version).write(features, out);
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private static String xpath(Document document, String expression) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(expression, document);
    }

    private static double[] position(JsonArray position) {
        return new double[] {position.get(0).getAsDouble(), position.get(1).getAsDouble()};
    }

    private static LinearRing ring(JsonArray positions) {
        final Polygon polygon = new GeometryFactory()
                .createPolygon(positions.asList().stream()
                        .map(p -> new org.locationtech.jts.geom.Coordinate(
                                p.getAsJsonArray().get(0).getAsDouble(),
                                p.getAsJsonArray().get(1).getAsDouble()))
                        .toArray(org.locationtech.jts.geom.Coordinate[]::new));
        return polygon.getExteriorRing();
    }

    private static Object query(Connection connection, String sql) throws Exception {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getObject(1) : null;
        }
    }
}

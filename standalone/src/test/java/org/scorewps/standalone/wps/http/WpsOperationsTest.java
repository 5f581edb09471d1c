package org.scorewps.standalone.wps.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.standalone.wps.ServerSettings;

/** Every operation and every kind of input and output, over HTTP. */
class WpsOperationsTest {
    private static final String ASCII_GRID = """
            ncols 3
            nrows 2
            xllcorner 0
            yllcorner 0
            cellsize 10
            NODATA_value -9
            7 8 9
            1 2 3
            """;
    private static final String POINTS = """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[9,50]},"properties":{"n":1}},
              {"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[10,51]},"properties":{"n":null,"c":"; @"}}]}
            """;

    private static Wps wps;

    @BeforeAll
    static void start() throws Exception {
        wps = Wps.start(ServerSettings.defaults());
    }

    @AfterAll
    static void stop() {
        wps.close();
    }

    @Test
    void capabilitiesListAllProcesses() throws Exception {
        final Wps.Answer answer = wps.get("SERVICE=wps&Request=getcapabilities&AcceptVersions=2.0.0,1.0.0");
        assertThat(answer.status()).isEqualTo(200);
        answer.validate();
        assertThat(answer.xpath("count(//wps:Process[ows:Identifier='test:Echo'])"))
                .isEqualTo("1");
        assertThat(answer.xpath("count(//wps:Process[ows:Identifier='vec:Bounds'])"))
                .isEqualTo("1");
        assertThat(answer.xpath("//ows:Operation[@name='Execute']//ows:Post/@xlink:href"))
                .isEqualTo(wps.uri() + "wps");
    }

    @Test
    void capabilitiesByPost() throws Exception {
        final Wps.Answer answer = wps.post("""
                <GetCapabilities service="WPS" xmlns="http://www.opengis.net/wps/1.0.0"
                    xmlns:ows="http://www.opengis.net/ows/1.1">
                  <AcceptVersions><ows:Version>1.0.0</ows:Version></AcceptVersions>
                </GetCapabilities>""");
        assertThat(answer.validate().xpath("count(//wps:Process) > 20")).isEqualTo("true");
    }

    @Test
    void descriptionOfAllProcessesIsValid() throws Exception {
        final Wps.Answer answer = wps.get("service=WPS&version=1.0.0&request=DescribeProcess&identifier=all");
        assertThat(answer.validate().xpath("count(//ProcessDescription) > 20")).isEqualTo("true");
    }

    @Test
    void descriptionTellsTypesDefaultsAndLimits() throws Exception {
        final Wps.Answer answer =
                wps.get("service=WPS&version=1.0.0&request=DescribeProcess&identifier=test:Echo,test:Join,test:Chosen");
        answer.validate();
        final String ratio = "//Input[ows:Identifier='ratio']";
        assertThat(answer.xpath(ratio + "/@minOccurs")).isEqualTo("0");
        assertThat(answer.xpath(ratio + "//ows:DataType")).isEqualTo("xs:double");
        assertThat(answer.xpath(ratio + "//DefaultValue")).isEqualTo("0.5");
        assertThat(answer.xpath("//Input[ows:Identifier='count']//ows:MaximumValue"))
                .isEqualTo("10.0");
        assertThat(answer.xpath("//Input[ows:Identifier='color']//ows:Value[2]"))
                .isEqualTo("GREEN");
        assertThat(answer.xpath("//Input[ows:Identifier='part']/@maxOccurs")).isEqualTo("4");
        assertThat(answer.xpath("//ProcessDescription[1]//ComplexOutput/Default//MimeType"))
                .isEqualTo("application/json");
        // told by the server, not by the client
        assertThat(answer.xpath("count(//Input[ows:Identifier='mime'])")).isEqualTo("0");
    }

    @Test
    void literalsArriveWithTheirTypesAndDefaults() throws Exception {
        final Wps.Answer answer = wps.execute("test:Echo", "text=a b;count=3;color=green", "RawDataOutput", "result");
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"text\":\"a b\",\"count\":3,\"ratio\":0.5,\"flag\":false,\"color\":\"GREEN\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text=a; b,c; d|a; b,c; d",
                "text=a%3B count=7|a; count=7",
                "text=a\\;b=2|a;b=2",
                "text=50% of @home|50% of @home",
                "text=ä+ö=ü@datatype=string|ä+ö=ü"
            })
    void textSurvivesTheQueryString(String inputs, String text) throws Exception {
        final Wps.Answer answer = wps.execute("test:Echo", inputs, "RawDataOutput", "result");
        final JsonObject echo = JsonParser.parseString(answer.text()).getAsJsonObject();
        assertThat(echo.get("text").getAsString()).isEqualTo(text);
        assertThat(echo.get("count").isJsonNull()).isTrue();
    }

    @Test
    void repeatedInputsBecomeAList() throws Exception {
        final Wps.Answer answer = wps.execute("test:Join", "part=a;part=b;part=c", "RawDataOutput", "result");
        assertThat(answer.text()).isEqualTo("a|b|c");
        assertThat(answer.type()).startsWith("text/plain");
    }

    @Test
    void featuresAreGeoJsonInWgs84ByDefault() throws Exception {
        final Wps.Answer answer = wps.execute("test:Squares", "n=2", "RawDataOutput", "result");
        assertThat(answer.type()).isEqualTo("application/json");
        final JsonObject root = JsonParser.parseString(answer.text()).getAsJsonObject();
        assertThat(root.getAsJsonArray("features")).hasSize(2);
        assertThat(answer.text()).contains("[[[9,49.");
    }

    @Test
    void gmlKeepsTheCrs() throws Exception {
        final Wps.Answer answer = wps.execute(
                "test:Squares", "n=2", "ResponseDocument", "result=@mimeType=text/xml; subtype=wfs-collection/1.1");
        assertThat(answer.xpath("//wps:ComplexData/wfs:FeatureCollection//gml:Polygon/@srsName"))
                .isEqualTo("urn:ogc:def:crs:EPSG::32632");
        assertThat(answer.xpath("count(//gml:featureMember)")).isEqualTo("2");
        assertThat(answer.xpath("//gml:posList")).startsWith("500000 5500000");
        assertThat(answer.xpath("//*[local-name()='name']")).isEqualTo("a, \"b\" <0>");
    }

    @Test
    void csvAndGeoPackage() throws Exception {
        final Wps.Answer csv = wps.execute("test:Squares", "n=1", "RawDataOutput", "result@mimeType=text/csv");
        assertThat(csv.text()).startsWith("FID,geom,name,score\r\nsquares.0,").contains("\"a, \"\"b\"\" <0>\"");
        final Wps.Answer gpkg = wps.execute(
                "test:Squares", "n=1", "ResponseDocument", "result@mimeType=application/geopackage+sqlite3");
        gpkg.validate();
        assertThat(gpkg.xpath("//wps:ComplexData/@encoding")).isEqualTo("base64");
        final byte[] file = Base64.getDecoder().decode(gpkg.xpath("//wps:ComplexData"));
        assertThat(new String(file, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("SQLite format 3");
    }

    @Test
    void rastersComeAndGoInBase64() throws Exception {
        final Wps.Answer grid = wps.post(Wps.executeXml(
                "test:Size", Wps.complex("coverage", "application/arcgrid", ASCII_GRID), Wps.raw("result")));
        assertThat(grid.text()).isEqualTo("3x2:7.0");
        final String encoded = Base64.getMimeEncoder().encodeToString(geoTiff());
        final Wps.Answer tiff = wps.post(Wps.executeXml(
                "test:Copy",
                Wps.complex("coverage", "image/tiff", "<![CDATA[\n" + encoded + "\n]]>"),
                Wps.raw("result")));
        assertThat(tiff.type()).isEqualTo("image/tiff");
        final Wps.Answer document = wps.post(Wps.executeXml(
                "test:Copy",
                Wps.complex("coverage", "image/tiff", Base64.getEncoder().encodeToString(tiff.body())),
                ""));
        final Wps.Answer size = wps.post(Wps.executeXml(
                "test:Size",
                Wps.complex("coverage", "image/tiff", document.validate().xpath("//wps:ComplexData")),
                Wps.raw("result")));
        assertThat(size.text()).isEqualTo("3x2:7.0");
    }

    private static byte[] geoTiff() throws Exception {
        final GridCoverage2D coverage = new GridCoverageFactory()
                .create(
                        "grid",
                        new float[][] {{7, 8, 9}, {1, 2, 3}},
                        new ReferencedEnvelope(500000, 500030, 5500000, 5500020, CRS.decode("EPSG:32632")));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final GeoTiffWriter writer = new GeoTiffWriter(out);
        writer.write(coverage, new GeneralParameterValue[0]);
        writer.dispose();
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON ((0 0, 4 0, 4 3, 0 0))",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,3],[0,0]]]}",
                "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 4 0 4 3 0 0</gml:posList></gml:LinearRing>"
                        + "</gml:exterior></gml:Polygon>",
                "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 4,0 4,3 0,0</gml:coordinates>"
                        + "</gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>"
            })
    void geometriesInAllTheirFormats(String geometry) throws Exception {
        final String data = "<wps:Data><wps:ComplexData>" + geometry + "</wps:ComplexData></wps:Data>";
        final Wps.Answer answer = wps.post(Wps.executeXml(
                "test:Area",
                Wps.input("geom", data),
                "<wps:RawDataOutput mimeType=\"application/wkt\"><ows:Identifier>result</ows:Identifier>"
                        + "</wps:RawDataOutput>"));
        assertThat(answer.text())
                .isEqualTo("POLYGON ((0 0, 4 0, 4 3, 0 3, 0 0))".replace("4 0, 4 3, 0 3", "0 3, 4 3, 4 0"));
    }

    @Test
    void featureCollectionsAndBoundingBoxes() throws Exception {
        final Wps.Answer answer = wps.post(Wps.executeXml(
                "vec:Bounds", Wps.complex("features", "application/json", "<![CDATA[" + POINTS + "]]>"), ""));
        answer.validate();
        assertThat(answer.xpath("//wps:BoundingBoxData/ows:LowerCorner")).isEqualTo("9.0 50.0");
        assertThat(answer.xpath("//wps:BoundingBoxData/ows:UpperCorner")).isEqualTo("10.0 51.0");
    }

    @Test
    void gmlThatTheServerWritesItReads() throws Exception {
        for (String version : new String[] {"1.0", "1.1"}) {
            final String type = "text/xml; subtype=wfs-collection/" + version;
            final String gml = wps.execute("test:Squares", "n=3", "RawDataOutput", "result=@mimeType=" + type)
                    .text()
                    .replaceFirst("<\\?xml.*?\\?>", "");
            final Wps.Answer bounds = wps.post(Wps.executeXml("vec:Bounds", Wps.complex("features", type, gml), ""));
            assertThat(bounds.xpath("//ows:LowerCorner")).as(version).isEqualTo("500000.0 5500000.0");
            assertThat(bounds.xpath("//wps:BoundingBoxData/@crs")).isEqualTo("EPSG:32632");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EPSG:4326, 'POINT (9 50)'",
        "urn:ogc:def:crs:EPSG::4326, 'POINT (50 9)'",
        "http://www.opengis.net/def/crs/EPSG/0/4326, 'POINT (50 9)'",
        "CRS:84, 'POINT (9 50)'"
    })
    void theNameOfACrsTellsTheOrderOfItsAxes(String crs, String point) throws Exception {
        final Wps.Answer csv = wps.execute(
                "vec:Reproject",
                "features=" + POINTS + ";targetCRS=" + crs,
                "RawDataOutput",
                "result@mimeType=text/csv");
        assertThat(csv.text()).contains(point);
        // GeoJSON is longitude first all the same
        final Wps.Answer json =
                wps.execute("vec:Reproject", "features=" + POINTS + ";targetCRS=" + crs, "RawDataOutput", "result");
        assertThat(json.text()).contains("[9,50]");
    }

    @Test
    void lineageRepeatsTheRequest() throws Exception {
        final Wps.Answer answer = wps.post(Wps.executeXml(
                "vec:Count",
                Wps.complex("features", "application/json", "<![CDATA[" + POINTS + "]]>"),
                "<wps:ResponseDocument lineage=\"true\"><wps:Output><ows:Identifier>result</ows:Identifier>"
                        + "</wps:Output></wps:ResponseDocument>"));
        answer.validate();
        assertThat(answer.xpath("//wps:DataInputs/wps:Input//wps:ComplexData").strip())
                .isEqualTo(POINTS.strip());
        assertThat(answer.xpath("//wps:OutputDefinitions/wps:Output/ows:Identifier"))
                .isEqualTo("result");
    }

    @Test
    void referencesToTheServerItself() throws Exception {
        final String href =
                wps.uri() + "wps?service=WPS&amp;version=1.0.0&amp;request=Execute&amp;identifier=test:Squares"
                        + "&amp;DataInputs=n=4&amp;RawDataOutput=result";
        final Wps.Answer got = wps.post(Wps.executeXml(
                "vec:Count",
                Wps.input("features", "<wps:Reference mimeType=\"application/json\" xlink:href=\"" + href + "\"/>"),
                Wps.raw("result")));
        assertThat(got.text()).isEqualTo("4");
        final String inner = Wps.executeXml("test:Squares", Wps.literal("n", "5"), Wps.raw("result"))
                .replaceFirst("<\\?xml.*?\\?>", "");
        final Wps.Answer posted = wps.post(Wps.executeXml(
                "vec:Count",
                Wps.input(
                        "features",
                        "<wps:Reference mimeType=\"application/json\" method=\"POST\" xlink:href=\"" + wps.uri()
                                + "wps\"><wps:Body>" + inner + "</wps:Body></wps:Reference>"),
                Wps.raw("result")));
        assertThat(posted.text()).isEqualTo("5");
        final Wps.Answer chained = wps.post(Wps.executeXml(
                "vec:Count",
                Wps.input(
                        "features",
                        "<wps:Reference mimeType=\"application/json\" method=\"POST\""
                                + " xlink:href=\"http://geoserver/wps\"><wps:Body>" + inner
                                + "</wps:Body></wps:Reference>"),
                Wps.raw("result")));
        assertThat(chained.text()).isEqualTo("5");
        final Wps.Answer byKvp = wps.execute(
                "vec:Count",
                "features=@mimeType=application/json@xlink:href=" + href.replace("&amp;", "%26"),
                "RawDataOutput",
                "result");
        assertThat(byKvp.text()).isEqualTo("4");
    }

    @Test
    void resultsByReferenceCanBeFetched() throws Exception {
        final Wps.Answer answer = wps.execute(
                "test:Squares", "n=2", "ResponseDocument", "result=@asReference=true@mimeType=application/json");
        answer.validate();
        final String href = answer.xpath("//wps:Output/wps:Reference/@*[local-name()='href']");
        final Wps.Answer result =
                wps.send(HttpRequest.newBuilder(URI.create(href)).GET());
        assertThat(result.type()).isEqualTo("application/json");
        assertThat(JsonParser.parseString(result.text()).getAsJsonObject().getAsJsonArray("features"))
                .hasSize(2);
    }

    @Test
    void longQueriesMayBePostedAsAForm() throws Exception {
        final String text = "x".repeat(500_000);
        final Wps.Answer answer = wps.send(HttpRequest.newBuilder(wps.uri().resolve("wps"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString("service=WPS&version=1.0.0&request=Execute"
                        + "&identifier=test:Join&RawDataOutput=result&DataInputs=part%3Da%3Bpart%3D" + text)));
        assertThat(answer.text()).isEqualTo("a|" + text);
    }

    @Test
    void theProcessIsToldTheMediaType() throws Exception {
        assertThat(wps.execute("test:Chosen", "", "RawDataOutput", "result@mimeType=text/plain")
                        .text())
                .isEqualTo("\"text/plain\"");
        assertThat(wps.execute("test:Chosen", "", "RawDataOutput", "result").text())
                .isEqualTo("\"application/json\"");
    }

    @Test
    void pagesHealthCorsAndGzip() throws Exception {
        final Wps.Answer page = wps.send(HttpRequest.newBuilder(wps.uri()).GET());
        assertThat(page.type()).startsWith("text/html");
        assertThat(page.text()).contains("GetCapabilities");
        final Wps.Answer health =
                wps.send(HttpRequest.newBuilder(wps.uri().resolve("health")).GET());
        assertThat(health.text()).contains("\"status\":\"up\"");
        final URI capabilities = wps.uri().resolve("wps?service=WPS&request=GetCapabilities");
        final Wps.Answer cross = wps.send(HttpRequest.newBuilder(capabilities)
                .header("Origin", "https://maps.example.com")
                .header("Accept-Encoding", "gzip")
                .GET());
        assertThat(cross.response().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://maps.example.com");
        assertThat(cross.response().headers().firstValue("Content-Encoding")).contains("gzip");
        final Wps.Answer nothing =
                wps.send(HttpRequest.newBuilder(wps.uri().resolve("nothing")).GET());
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.text()).isEqualTo("nothing here: the WPS is at /wps\n");
    }
}

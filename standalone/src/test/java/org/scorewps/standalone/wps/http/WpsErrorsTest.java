package org.scorewps.standalone.wps.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.ServerSettings.Limits;

/** Every way to get an exception report, and that nothing worse ever comes back. */
class WpsErrorsTest {
    private static final int MAX_REQUEST = 200_000;
    private static final String POINT = Wps.complex("geom", "application/wkt", "POINT (1 2)");

    private static Wps wps;
    private static HttpServer other;

    @BeforeAll
    static void start() throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/wkt", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("POINT (1 2)".getBytes(StandardCharsets.UTF_8));
            }
        });
        other.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://localhost:1/secret");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        other.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                    out.write(new byte[1000]);
                }
            } catch (IOException e) {
                // the server hangs up
            }
        });
        other.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        });
        other.start();
        final Limits limits = new Limits(
                MAX_REQUEST,
                100_000,
                10_000_000,
                2,
                2,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
        wps = Wps.start(ServerSettings.defaults()
                .withLimits(limits)
                .withAllowedHosts(List.of("127.0.0.1:" + other.getAddress().getPort())));
    }

    @AfterAll
    static void stop() {
        wps.close();
        other.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, MissingParameterValue, service",
        "service=WPS, 400, MissingParameterValue, request",
        "service=WMS&request=GetCapabilities, 400, InvalidParameterValue, service",
        "service=WPS&request=Dance, 501, OperationNotSupported, request",
        "service=WPS&request=GetCapabilities&AcceptVersions=2.0.0, 400, VersionNegotiationFailed, AcceptVersions",
        "service=WPS&version=2.0.0&request=DescribeProcess&identifier=all, 400, InvalidParameterValue, version",
        "service=WPS&version=1.0.0&request=DescribeProcess, 400, MissingParameterValue, identifier",
        "service=WPS&version=1.0.0&request=DescribeProcess&identifier=none, 400, InvalidParameterValue, identifier",
        "service=WPS&version=1.0.0&request=Execute&identifier=none, 400, InvalidParameterValue, identifier",
        "service=WPS&version=1.0.0&request=Execute, 400, MissingParameterValue, identifier",
        "service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=none, 400, InvalidParameterValue, executionId",
        "service=WPS&version=1.0.0&request=Dismiss, 400, MissingParameterValue, executionId",
    })
    void wrongQueries(String query, int status, String code, String locator) throws Exception {
        expect(wps.get(query), status, code, locator);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test:Echo| |MissingParameterValue|text",
                "test:Echo|text=a;nonsense=1|InvalidParameterValue|nonsense",
                "test:Echo|text=a;text=b|InvalidParameterValue|text",
                "test:Echo|text=a;count=many|InvalidParameterValue|count",
                "test:Echo|text=a;count=11|InvalidParameterValue|count",
                "test:Echo|text=a;count=-1|InvalidParameterValue|count",
                "test:Echo|text=a;ratio=NaN|InvalidParameterValue|ratio",
                "test:Echo|text=a;ratio=-Infinity|InvalidParameterValue|ratio",
                "test:Echo|text=a;flag=perhaps|InvalidParameterValue|flag",
                "test:Echo|text=a;color=BLUE|InvalidParameterValue|color",
                "test:Join|part=a|MissingParameterValue|part",
                "test:Join|part=a;part=a;part=a;part=a;part=a|InvalidParameterValue|part",
                "test:Squares|n=|MissingParameterValue|n",
                "test:Area|geom=POLYGON ((0 0, 1|InvalidParameterValue|geom",
                "test:Area|geom=POINT (NaN 1)@mimeType=application/wkt|InvalidParameterValue|geom",
                "test:Area|geom=POINT (1 2)@mimeType=image/png|InvalidParameterValue|geom",
                "test:Area|geom={\"type\":\"Point\",\"coordinates\":[]@mimeType=application/json|InvalidParameterValue|geom",
                "test:Area|geom={\"type\":\"Polygon\",\"coordinates\":7}@mimeType=application/json|InvalidParameterValue|geom",
                "vec:Count|features={\"type\":\"FeatureCollection\"}|InvalidParameterValue|features",
                "vec:Count|features=[1]@mimeType=application/json|InvalidParameterValue|features",
                "test:Size|coverage=!!!!@mimeType=image/tiff|MissingParameterValue|coverage",
                "test:Size|coverage=SUkqAA==@mimeType=image/tiff|InvalidParameterValue|coverage",
                "vec:Heatmap|outputBBOX=1,2,3|InvalidParameterValue|outputBBOX",
                "vec:Heatmap|outputBBOX=1,2,NaN,4|InvalidParameterValue|outputBBOX",
            })
    void wrongInputs(String process, String inputs, String code, String locator) throws Exception {
        final String others = process.equals("vec:Heatmap")
                ? ";outputWidth=9;outputHeight=9;radiusPixels=3;data={\"type\":\"FeatureCollection\",\"features\":[]}"
                : "";
        expect(
                wps.execute(process, (inputs == null ? "" : inputs) + others, "RawDataOutput", "result"),
                400,
                code,
                locator);
    }

    @Test
    void wrongOutputs() throws Exception {
        expect(wps.execute("test:Squares", "n=1", "RawDataOutput", "nix"), 400, "InvalidParameterValue", "nix");
        final Wps.Answer type = wps.execute("test:Squares", "n=1", "RawDataOutput", "result@mimeType=image/jpeg");
        expect(type, 400, "InvalidParameterValue", "result");
        assertThat(type.xpath("//ows:ExceptionText")).contains("image/jpeg", "application/json", "text/csv");
        expect(
                wps.execute("test:Squares", "n=1", "ResponseDocument", "result", "status", "true"),
                400,
                "InvalidParameterValue",
                "storeExecuteResponse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML at all",
                "<wps:Execute",
                "<wps:Execute xmlns:wps='http://www.opengis.net/wps/1.0.0' service='WPS' version='1.0.0'><a></wps:Execute>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                        + "<wps:GetCapabilities xmlns:wps='http://www.opengis.net/wps/1.0.0' language='&e;'/>",
                "<!DOCTYPE x SYSTEM 'http://localhost:1/x.dtd'><x/>",
                "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><l>&b;</l>"
            })
    void malformedAndForbiddenXml(String document) throws Exception {
        final Wps.Answer answer = wps.post(document);
        expect(answer, 400, "InvalidParameterValue", "request");
        assertThat(answer.text()).doesNotContain("Exception:", "org.scorewps", "java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void documentsInTheirDeclaredEncoding(String encoding) throws Exception {
        final String document = Wps.executeXml("test:Echo", Wps.literal("text", "\u00E4"), Wps.raw("result"))
                .replace("UTF-8", encoding);
        assertThat(wps.send(post(document.getBytes(encoding))).text()).contains("\"\u00E4\"");
    }

    @Test
    void wrongEncodings() throws Exception {
        final byte[] latin =
                Wps.executeXml("test:Echo", Wps.literal("text", "\u00E4"), "").getBytes(StandardCharsets.ISO_8859_1);
        expect(wps.send(post(latin)), 400, "InvalidParameterValue", "request");
        expect(wps.post("<?xml version='1.0' encoding='klingon'?><a/>"), 400, "InvalidParameterValue", "request");
    }

    private static HttpRequest.Builder post(byte[] document) {
        return HttpRequest.newBuilder(URI.create(wps.uri() + "wps"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(document));
    }

    @Test
    void wrongDocuments() throws Exception {
        expect(wps.post("<hello/>"), 501, "OperationNotSupported", "request");
        expect(
                wps.post("<wps:ExecuteResponse xmlns:wps='http://www.opengis.net/wps/1.0.0'/>"),
                501,
                "OperationNotSupported",
                "request");
        expect(
                wps.post("<wps:Execute xmlns:wps='http://www.opengis.net/wps/1.0.0' service='WPS' version='2.0.0'/>"),
                400,
                "InvalidParameterValue",
                "version");
        final String deep = "<a>".repeat(1000) + "</a>".repeat(1000);
        expect(
                wps.post(Wps.executeXml("test:Area", Wps.complex("geom", "", deep), "")),
                400,
                "InvalidParameterValue",
                "request");
        final Wps.Answer put = wps.send(
                HttpRequest.newBuilder(URI.create(wps.uri() + "wps")).PUT(HttpRequest.BodyPublishers.ofString("x")));
        expect(put, 501, "OperationNotSupported", "");
    }

    @Test
    void tooLarge() throws Exception {
        final String large = "x".repeat(MAX_REQUEST);
        expect(wps.post(Wps.executeXml("test:Echo", Wps.literal("text", large), "")), 413, "FileSizeExceeded", "");
        // without a length the server has to count
        final Wps.Answer chunked = wps.send(HttpRequest.newBuilder(URI.create(wps.uri() + "wps"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(Wps.executeXml("test:Echo", Wps.literal("text", large), "")
                                .getBytes(StandardCharsets.UTF_8)))));
        expect(chunked, 413, "FileSizeExceeded", "");
        final String base64 = Base64.getEncoder().encodeToString(new byte[110_000]);
        expect(
                wps.post(Wps.executeXml("test:Size", Wps.complex("coverage", "image/tiff", base64), Wps.raw("result"))),
                413,
                "FileSizeExceeded",
                "coverage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/hostname",
                "ftp://127.0.0.1/x",
                "jar:file:/x!/y",
                "http://localhost:1/x",
                "http://user@127.0.0.1:OTHER/wkt",
                "http://169.254.169.254/latest",
                "http://127.0.0.1:OTHER/away",
                "http://127.0.0.1:OTHER/missing",
                "not an address",
                "relative"
            })
    void forbiddenReferences(String href) throws Exception {
        final Wps.Answer answer = wps.post(Wps.executeXml("test:Area", reference(href), Wps.raw("result")));
        expect(answer, 400, "InvalidParameterValue", "geom");
    }

    @Test
    void allowedReferences() throws Exception {
        final String form =
                "<wps:RawDataOutput mimeType=\"application/wkt\"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput>";
        assertThat(wps.post(Wps.executeXml("test:Area", reference("http://127.0.0.1:OTHER/wkt"), form))
                        .text())
                .isEqualTo("POINT (1 2)");
        expect(
                wps.post(Wps.executeXml("test:Area", reference("http://127.0.0.1:OTHER/huge"), form)),
                413,
                "FileSizeExceeded",
                "geom");
        expect(
                wps.post(Wps.executeXml("test:Area", reference("http://127.0.0.1:OTHER/slow"), form)),
                400,
                "InvalidParameterValue",
                "geom");
    }

    @ParameterizedTest
    @CsvSource({
        "process, volcano is <out>",
        "memory, not enough memory",
        "stack, process failed",
        "other, process failed",
        "null, no result"
    })
    void failuresOfTheProcess(String how, String message) throws Exception {
        final Wps.Answer document = wps.execute("test:Fail", "how=" + how);
        assertThat(document.status()).isEqualTo(200);
        document.validate();
        assertThat(document.xpath("//wps:ProcessFailed//ows:ExceptionText")).contains(message);
        final Wps.Answer raw = wps.execute("test:Fail", "how=" + how, "RawDataOutput", "result");
        expect(raw, 200, "NoApplicableCode", "");
        assertThat(raw.xpath("//ows:ExceptionText")).contains(message);
    }

    @Test
    void aClientThatSendsNothingMoreDoesNotHoldTheServer() throws Exception {
        try (Socket socket = new Socket(wps.uri().getHost(), wps.uri().getPort())) {
            socket.getOutputStream()
                    .write("POST /wps HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<wps:Exe"
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(wps.post(Wps.executeXml("test:Area", POINT, "")).status())
                    .isEqualTo(200);
        }
    }

    private static String reference(String href) {
        final String address =
                href.replace("OTHER", String.valueOf(other.getAddress().getPort()));
        return Wps.input("geom", "<wps:Reference mimeType=\"application/wkt\" xlink:href=\"" + address + "\"/>");
    }

    private static void expect(Wps.Answer answer, int status, String code, String locator) throws Exception {
        assertThat(answer.exceptionCode()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.xpath("//ows:Exception/@locator")).isEqualTo(locator);
        assertThat(answer.xpath("//ows:ExceptionText")).isNotBlank().doesNotContain("\n");
        answer.validate();
    }
}

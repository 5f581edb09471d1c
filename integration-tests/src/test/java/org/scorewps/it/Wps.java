package org.scorewps.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain WPS 1.0.0 client over HTTP. */
final class Wps {
    static final String GEOJSON = "application/json";
    static final String GML = "text/xml; subtype=wfs-collection/1.1";
    static final String GEOPACKAGE = "application/geopackage+sqlite3";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern EXCEPTION_CODE = Pattern.compile("exceptionCode=\"([^\"]*)\"");
    private static final Pattern EXCEPTION_TEXT = Pattern.compile("ExceptionText>([^<]*)<");

    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    Wps(URI uri) {
        this.uri = uri;
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        /** The code of the exception that it reports; empty when it reports none. */
        String exceptionCode() {
            Matcher matcher = EXCEPTION_CODE.matcher(text());
            return matcher.find() ? matcher.group(1) : "";
        }

        /** The message of the exception that it reports; empty when it reports none. */
        String exceptionText() {
            Matcher matcher = EXCEPTION_TEXT.matcher(text());
            String message = matcher.find() ? matcher.group(1) : "";
            return message.replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    Answer get(String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri + "?" + query)).GET());
    }

    Answer post(String document) throws Exception {
        return send(post(uri, document));
    }

    private static HttpRequest.Builder post(URI uri, String document) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(document));
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response =
                client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response);
    }

    /** Segments a file; {@code more} are further literal inputs, name after value. */
    Answer segment(Path raster, String classes, String mimeType, String... more) throws Exception {
        return post(document(coverage(Files.readAllBytes(raster)) + literals(classes, more), mimeType));
    }

    /** Gives each pixel of a file its class; the answer is a GeoTIFF. */
    Answer classes(Path raster, String classes, String... more) throws Exception {
        return post(document(
                "score:SegmentSemantic", coverage(Files.readAllBytes(raster)) + literals(classes, more), "image/tiff"));
    }

    /** An Execute document of {@code score:SegmentInstances} with a raw output. */
    static String document(String inputs, String mimeType) {
        return document("score:SegmentInstances", inputs, mimeType);
    }

    /** An Execute document with a raw output. */
    static String document(String process, String inputs, String mimeType) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0"
                    xmlns:ows="http://www.opengis.net/ows/1.1">
                  <ows:Identifier>%s</ows:Identifier>
                  <wps:DataInputs>%s</wps:DataInputs>
                  <wps:ResponseForm>
                    <wps:RawDataOutput mimeType="%s"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput>
                  </wps:ResponseForm>
                </wps:Execute>
                """.formatted(process, inputs, mimeType);
    }

    static String coverage(byte[] tiff) {
        return input(
                "coverage",
                "<wps:ComplexData mimeType=\"image/tiff\" encoding=\"base64\">"
                        + Base64.getEncoder().encodeToString(tiff) + "</wps:ComplexData>");
    }

    static String literals(String classes, String... more) {
        StringBuilder inputs = new StringBuilder(literal("classes", classes));
        for (int i = 0; i < more.length; i += 2) {
            inputs.append(literal(more[i], more[i + 1]));
        }
        return inputs.toString();
    }

    private static String literal(String name, String value) {
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
        return input(name, "<wps:LiteralData>" + escaped + "</wps:LiteralData>");
    }

    private static String input(String name, String data) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier><wps:Data>" + data + "</wps:Data></wps:Input>";
    }

    /** Fails unless the server answers and can still do its work. */
    void assertAlive(Path goodRaster) throws Exception {
        Answer capabilities = get("service=WPS&version=1.0.0&request=GetCapabilities");
        if (capabilities.status() != 200 || !capabilities.text().contains("score:SegmentInstances")) {
            throw new IOException("the server no longer answers: " + capabilities.status());
        }
        Answer features = segment(goodRaster, "red", GEOJSON);
        if (!features.text().contains("FeatureCollection")) {
            throw new IOException("the server no longer segments: " + features.text());
        }
    }
}

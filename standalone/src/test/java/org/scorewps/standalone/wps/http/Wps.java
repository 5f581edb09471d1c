package org.scorewps.standalone.wps.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.scorewps.standalone.wps.ServerSettings;
import org.w3c.dom.Document;

/** A running server, and a plain HTTP client for it. */
final class Wps implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final WpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Wps(WpsServer server) {
        this.server = server;
    }

    static Wps start(ServerSettings settings) throws IOException {
        return new Wps(WpsServer.start(settings));
    }

    URI uri() {
        return server.uri();
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        Document xml() throws Exception {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body()));
        }

        String xpath(String expression) throws Exception {
            return newXPath().evaluate(expression, xml());
        }

        /** The code of the exception that it reports; empty when it reports none. */
        String exceptionCode() throws Exception {
            return xpath("//ows:Exception/@exceptionCode");
        }

        /** Fails when the document isn't valid by the standard's schemas. */
        Answer validate() throws Exception {
            schema(xpath("local-name(/*)").equals("ExceptionReport"))
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(body())));
            return this;
        }
    }

    Answer get(String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri() + "wps?" + query)).GET());
    }

    /** A KVP Execute; values are encoded here. */
    Answer execute(String process, String inputs, String... more) throws Exception {
        final StringBuilder query = new StringBuilder("service=WPS&version=1.0.0&request=Execute&identifier=")
                .append(process)
                .append("&DataInputs=")
                .append(URLEncoder.encode(inputs, StandardCharsets.UTF_8));
        for (int i = 0; i < more.length; i += 2) {
            query.append('&')
                    .append(more[i])
                    .append('=')
                    .append(URLEncoder.encode(more[i + 1], StandardCharsets.UTF_8));
        }
        return get(query.toString());
    }

    Answer post(String document) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri() + "wps"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
    }

    /** An Execute document around inputs and a response form. */
    static String executeXml(String process, String inputs, String form) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0"
                    xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink"
                    xmlns:gml="http://www.opengis.net/gml">
                  <ows:Identifier>%s</ows:Identifier>
                  <wps:DataInputs>%s</wps:DataInputs>
                  <wps:ResponseForm>%s</wps:ResponseForm>
                </wps:Execute>
                """.formatted(process, inputs, form);
    }

    static String input(String id, String content) {
        return "<wps:Input><ows:Identifier>" + id + "</ows:Identifier>" + content + "</wps:Input>";
    }

    static String literal(String id, String value) {
        return input(id, "<wps:Data><wps:LiteralData>" + value + "</wps:LiteralData></wps:Data>");
    }

    static String complex(String id, String mimeType, String content) {
        return input(
                id,
                "<wps:Data><wps:ComplexData mimeType=\"" + mimeType + "\">" + content
                        + "</wps:ComplexData></wps:Data>");
    }

    static String raw(String id) {
        return "<wps:RawDataOutput><ows:Identifier>" + id + "</ows:Identifier></wps:RawDataOutput>";
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        return new Answer(client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() {
        server.close();
    }

    private static Schema schema(boolean report) throws Exception {
        final String path = report ? "/ows/1.1.0/owsAll.xsd" : "/wps/1.0.0/wpsAll.xsd";
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(
                        Objects.requireNonNull(Wps.class.getResource(path)).toString()));
    }

    private static XPath newXPath() {
        final XPath xpath = XPathFactory.newInstance().newXPath();
        xpath.setNamespaceContext(new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
                return switch (prefix) {
                    case "wps" -> "http://www.opengis.net/wps/1.0.0";
                    case "ows" -> "http://www.opengis.net/ows/1.1";
                    case "xlink" -> "http://www.w3.org/1999/xlink";
                    case "gml" -> "http://www.opengis.net/gml";
                    case "wfs" -> "http://www.opengis.net/wfs";
                    default -> "";
                };
            }

            @Override
            public String getPrefix(String namespace) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Iterator<String> getPrefixes(String namespace) {
                throw new UnsupportedOperationException();
            }
        });
        return xpath;
    }
}

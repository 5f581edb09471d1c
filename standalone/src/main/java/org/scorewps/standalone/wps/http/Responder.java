package org.scorewps.standalone.wps.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.xml.EmbeddedData;
import org.scorewps.standalone.wps.xml.ExceptionReports;
import org.scorewps.standalone.wps.xml.WpsXml;

/** Writes one response. */
final class Responder {
    private static final String XML = "text/xml; charset=utf-8";
    private static final String RETRY_SECONDS = "10";

    private final WpsXml xml;
    private final Response response;

    Responder(WpsXml xml, Response response) {
        this.xml = xml;
        this.response = response;
    }

    void document(Object document, EmbeddedData data) throws IOException {
        document(200, document, data);
    }

    void failure(WpsException failure) throws IOException {
        if (failure.code() == ExceptionCode.SERVER_BUSY) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        }
        document(failure.httpStatus(), ExceptionReports.of(failure), new EmbeddedData());
    }

    private void document(int status, Object document, EmbeddedData data) throws IOException {
        start(status, XML);
        try (OutputStream out = stream()) {
            xml.write(document, data, out);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** @param fileName what a browser saves it as */
    void file(Path file, String mimeType, String fileName) throws IOException {
        start(200, mimeType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Files.size(file));
        response.getHeaders()
                .put(
                        HttpHeader.CONTENT_DISPOSITION,
                        "inline; filename=\"" + fileName.replaceAll("[^\\w.-]", "_") + '"');
        try (OutputStream out = stream();
                InputStream in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
    }

    void text(String mimeType, String text) throws IOException {
        start(200, mimeType);
        try (OutputStream out = stream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void start(int status, String mimeType) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mimeType);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private OutputStream stream() {
        return new BufferedOutputStream(Content.Sink.asOutputStream(response), 1 << 15);
    }
}

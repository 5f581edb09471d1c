package org.scorewps.standalone.wps.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.storage.LimitedInputStream;
import org.scorewps.standalone.wps.storage.SizeLimitException;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;
import org.w3c.dom.Node;

/** Fetches inputs given by reference, over HTTP from allowed hosts; each redirect is checked like the first address. */
public final class ReferenceFetcher {
    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** How GeoServer's clients name the server that they talk to. */
    private static final String THIS_SERVER = "geoserver";

    private final AllowedHosts hosts;
    private final URI self;
    private final long maximumBytes;
    private final Duration limit;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * A fetcher.
     *
     * @param self this server's own address
     * @param limit for the whole fetch
     */
    public ReferenceFetcher(AllowedHosts hosts, URI self, long maximumBytes, Duration limit) {
        this.hosts = hosts;
        this.self = self;
        this.maximumBytes = maximumBytes;
        this.limit = limit;
    }

    ComplexContent fetch(String input, InputReferenceType reference, ExecuteRequest request) throws IOException {
        URI address = ownAddress(parse(input, reference.getHref()));
        Optional<HttpRequest.BodyPublisher> body = body(input, reference, request);
        try {
            for (int i = 0; i <= MAX_REDIRECTS; i++) {
                hosts.check(input, address);
                final HttpResponse<InputStream> response = send(address, reference, body);
                try (InputStream in = response.body()) {
                    final int status = response.statusCode();
                    if (status >= 300 && status < 400) {
                        address = address.resolve(response.headers()
                                .firstValue("Location")
                                .map(location -> parse(input, location))
                                .orElseThrow(() -> WpsException.invalid(input, input + ": a redirect to nowhere")));
                        // what was meant for one server isn't sent to the next
                        body = Optional.empty();
                    } else if (status != 200) {
                        throw WpsException.invalid(input, input + ": " + address.getHost() + " answered " + status);
                    } else {
                        return save(input, reference, response, in, request.folder());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WpsException.processFailed("the execution was cancelled", e);
        } catch (SizeLimitException e) {
            throw new WpsException(ExceptionCode.FILE_SIZE_EXCEEDED, input, e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw WpsException.invalid(input, input + ": " + address.getHost() + " can't be read");
        }
        throw WpsException.invalid(input, input + ": more than " + MAX_REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(
            URI address, InputReferenceType reference, Optional<HttpRequest.BodyPublisher> body)
            throws IOException, InterruptedException {
        final HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(limit);
        for (InputReferenceType.Header header : reference.getHeader()) {
            builder.header(header.getKey(), header.getValue());
        }
        if (body.isPresent()) {
            if (reference.getHeader().stream().noneMatch(h -> "content-type".equalsIgnoreCase(h.getKey()))) {
                builder.header("Content-Type", "text/xml");
            }
            builder.POST(body.get());
        }
        return client.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private ComplexContent save(
            String input,
            InputReferenceType reference,
            HttpResponse<InputStream> response,
            InputStream body,
            WorkFolder folder)
            throws IOException {
        final WorkFolder.Entry entry = folder.create(WorkFolder.Purpose.INPUT, "data");
        // a server that sends slower and slower is cut off: closing the stream ends the read
        final CompletableFuture<Void> deadline = new CompletableFuture<Void>()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    closeQuietly(body);
                    return null;
                });
        try (InputStream in = new LimitedInputStream(body, "the input " + input, maximumBytes);
                OutputStream out = entry.open()) {
            in.transferTo(out);
        } finally {
            deadline.complete(null);
        }
        final String declared = reference.isSetMimeType()
                ? reference.getMimeType()
                : response.headers().firstValue("Content-Type").orElse("");
        final String encoding = reference.isSetEncoding() ? reference.getEncoding() : "";
        return new ComplexContent(entry.file(), EmbeddedData.Form.TEXT, declared, encoding, true);
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // it is being given up
        }
    }

    private Optional<HttpRequest.BodyPublisher> body(String input, InputReferenceType reference, ExecuteRequest request)
            throws IOException {
        if (reference.isSetBodyReference()) {
            throw WpsException.invalid(input, input + ": a body must be inline");
        }
        if (!reference.isSetBody()) {
            if ("POST".equalsIgnoreCase(reference.getMethod())) {
                throw WpsException.missing(input, input + ": a POST reference without a body");
            }
            return Optional.empty();
        }
        final String token = reference.getBody() instanceof Node node
                ? node.getTextContent()
                : reference.getBody().toString();
        final Optional<EmbeddedData.Piece> piece = request.data().find(token.trim());
        return Optional.of(
                piece.isPresent()
                        ? HttpRequest.BodyPublishers.ofFile(piece.get().file())
                        : HttpRequest.BodyPublishers.ofString(token, StandardCharsets.UTF_8));
    }

    private URI ownAddress(URI address) {
        return THIS_SERVER.equals(address.getHost()) && address.getPort() < 0
                ? self.resolve(
                        address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()))
                : address;
    }

    private static URI parse(String input, String address) {
        if (address == null || address.isBlank()) {
            throw WpsException.missing(input, input + ": a reference without an address");
        }
        try {
            return new URI(address.trim().replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw WpsException.invalid(input, input + ": not an address: " + e.getReason());
        }
    }
}

package org.scorewps.standalone.wps.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.scorewps.standalone.wps.ServerSettings;

/** How HTTP is spoken: time limits, sizes, compression, and which browsers may ask. */
final class HttpStack {
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Bytes a second: a client that sends slower is cut off. */
    private static final long MINIMUM_RATE = 256;

    private HttpStack() {}

    static ServerConnector connector(Server server, ServerSettings settings) {
        final HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setIdleTimeout(IDLE.toMillis());
        // Execute by GET carries geometries
        http.setRequestHeaderSize(1 << 18);
        final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        return connector;
    }

    static Handler handlers(WpsService service) {
        final Endpoint endpoint = new Endpoint(service.settings().publicUrl());
        Handler handler = new Handler.Sequence(new WpsHandler(service, endpoint), new PageHandler(service));
        // only for reading: responses may take as long to begin as the process takes
        handler = new MinimumDataRateHandler(handler, MINIMUM_RATE, 0);
        final CompressionHandler compression = new CompressionHandler();
        compression.putCompression(new GzipCompression());
        // responses only: a small compressed request could unfold to any size
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .compressIncludeMethod("GET")
                        .compressIncludeMethod("POST")
                        .decompressExcludePath("/*")
                        .build());
        compression.setHandler(handler);
        handler = compression;
        if (!service.settings().corsOrigins().isEmpty()) {
            final CrossOriginHandler cors = new CrossOriginHandler();
            cors.setAllowedOriginPatterns(Set.copyOf(service.settings().corsOrigins()));
            cors.setAllowedMethods(Set.of("GET", "POST", "HEAD"));
            cors.setAllowedHeaders(Set.of("Content-Type", "Accept", "X-Requested-With"));
            cors.setAllowCredentials(false);
            cors.setHandler(handler);
            handler = cors;
        }
        return handler;
    }
}

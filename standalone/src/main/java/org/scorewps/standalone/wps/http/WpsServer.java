package org.scorewps.standalone.wps.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.scorewps.standalone.wps.GeoToolsSetup;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.job.AllowedHosts;
import org.scorewps.standalone.wps.job.ExecuteResponses;
import org.scorewps.standalone.wps.job.InputDecoder;
import org.scorewps.standalone.wps.job.JobManager;
import org.scorewps.standalone.wps.job.ReferenceFetcher;
import org.scorewps.standalone.wps.process.CapabilitiesBuilder;
import org.scorewps.standalone.wps.process.ProcessCatalog;
import org.scorewps.standalone.wps.process.ProcessDescriber;
import org.scorewps.standalone.wps.storage.DiskSpace;
import org.scorewps.standalone.wps.xml.WpsXml;

/** The embedded server. Starting it finds all processes; closing it ends all jobs and deletes all results. */
public final class WpsServer implements AutoCloseable {
    private static final int THREADS = 200;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final ServerSettings settings;
    private final JobManager jobs;
    private final Path workRoot;

    private WpsServer(
            Server server, ServerConnector connector, ServerSettings settings, JobManager jobs, Path workRoot) {
        this.server = server;
        this.connector = connector;
        this.settings = settings;
        this.jobs = jobs;
        this.workRoot = workRoot;
    }

    /**
     * Starts a server.
     *
     * @throws IOException when the port is taken or can't be bound
     */
    public static WpsServer start(ServerSettings settings) throws IOException {
        GeoToolsSetup.apply();
        final QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        final Server server = new Server(threads);
        final ServerConnector connector = HttpStack.connector(server, settings);
        // bound before anything else, so that the server knows its own port
        connector.open();
        final Path workRoot = Files.createTempDirectory("score-wps");
        final ServerSettings.Limits limits = settings.limits();
        final ProcessCatalog catalog = new ProcessCatalog();
        final JobManager jobs = new JobManager(
                limits,
                new InputDecoder(
                        new ReferenceFetcher(
                                new AllowedHosts(allowedHosts(settings, connector.getLocalPort())),
                                localUri(settings, connector.getLocalPort()),
                                limits.inputBytes(),
                                limits.fetchTime()),
                        limits.inputBytes()));
        final WpsService service = new WpsService(
                settings,
                new WpsXml(),
                catalog,
                new CapabilitiesBuilder(catalog),
                new ProcessDescriber(limits.inputBytes()),
                jobs,
                new ExecuteResponses(),
                workRoot,
                new DiskSpace(limits.storageBytes()));
        server.setHandler(HttpStack.handlers(service));
        server.setErrorHandler(new PlainErrorHandler());
        server.setStopTimeout(GRACE.toMillis());
        final WpsServer started = new WpsServer(server, connector, settings, jobs, workRoot);
        try {
            server.start();
        } catch (Exception e) { // what Jetty declares
            started.close();
            throw new IOException("the server can't start: " + e.getMessage(), e);
        }
        return started;
    }

    /** The configured hosts, and this server by each of its names. */
    private static List<String> allowedHosts(ServerSettings settings, int port) {
        final List<String> hosts = new ArrayList<>(settings.allowedHosts());
        hosts.add("localhost:" + port);
        hosts.add("127.0.0.1:" + port);
        hosts.add("[::1]:" + port);
        hosts.add(settings.host() + ":" + port);
        settings.publicUrl().ifPresent(url -> hosts.add(url.getHost() + ":" + AllowedHosts.port(url)));
        return hosts;
    }

    /** The server's root, with the port that was found. */
    public URI uri() {
        return settings.publicUrl().orElseGet(() -> localUri(settings, connector.getLocalPort()));
    }

    private static URI localUri(ServerSettings settings, int port) {
        final String host = settings.host();
        final boolean anywhere = host.equals("0.0.0.0") || host.equals("::");
        final String shown = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + (anywhere ? "localhost" : shown) + ":" + port + "/");
    }

    /** Waits until the server is stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        try {
            // first the jobs, whose requests the HTTP side waits for
            jobs.close();
            server.stop();
        } catch (Exception e) { // what Jetty declares
            throw new IllegalStateException("the server can't be stopped", e);
        } finally {
            delete(workRoot);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // a process that doesn't end may still write: the system's temporary folder keeps the rest
        }
    }
}

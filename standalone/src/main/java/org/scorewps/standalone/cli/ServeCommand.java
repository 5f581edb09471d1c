package org.scorewps.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.LazyEngine;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreRegistry;
import org.scorewps.process.ScoreServices;
import org.scorewps.standalone.io.RasterFolder;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.http.WpsServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the embedded WPS until it is stopped. */
@Command(
        name = "serve",
        description = "Run a WPS 1.0.0 server, and print its addresses when it is ready.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        showDefaultValues = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1L << 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "ADDRESS", description = "Address to listen on.")
    private String host;

    @Option(names = "--port", defaultValue = "8080", paramLabel = "N", description = "Port; 0 takes a free one.")
    private int port;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Folder of the model directories; default: models, or the shipped demonstration where there"
                    + " is none. The engine starts with the first request that needs it.")
    private Optional<Path> models;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of rasters that requests may name as layers; default: none, or the demonstration's"
                    + " scene with its model.")
    private Optional<Path> data;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The server's root as clients see it, when it stands behind a proxy.")
    private Optional<URI> publicUrl;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST[:PORT]",
            description = "A host that input references may point at, besides this server. May be repeated.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--cors-origin",
            paramLabel = "PATTERN",
            description =
                    "A regular expression for origins that browsers may call from; default: all. May be repeated.")
    private List<String> corsOrigins = List.of(".*");

    @Option(names = "--no-cors", description = "Let browsers call from this server's own pages only.")
    private boolean noCors;

    @Option(
            names = "--max-request-mb",
            defaultValue = "1024",
            paramLabel = "N",
            description = "Largest request, and largest input, in megabytes.")
    private long requestMegabytes;

    @Option(
            names = "--max-storage-mb",
            defaultValue = "8192",
            paramLabel = "N",
            description = "Disk space for the inputs and results of all requests, in megabytes.")
    private long storageMegabytes;

    @Option(
            names = "--parallel",
            defaultValue = "4",
            paramLabel = "N",
            description = "Processes that run at the same time.")
    private int parallel;

    @Option(names = "--queue", defaultValue = "32", paramLabel = "N", description = "Requests that may wait.")
    private int queued;

    @Option(
            names = "--timeout",
            defaultValue = "3600",
            paramLabel = "SECONDS",
            description = "Longest run of a process.")
    private long timeoutSeconds;

    @Option(
            names = "--keep",
            defaultValue = "3600",
            paramLabel = "SECONDS",
            description = "How long finished jobs and stored results are kept.")
    private long keepSeconds;

    @Mixin
    private LimitOptions requests;

    @Override
    public Integer call() {
        final ServerSettings settings = settings();
        final ProcessLimits limits = requests.limits();
        final Path folder = Demonstration.models(models);
        final boolean demonstration = Demonstration.isIn(folder);
        final CoverageSource layers = data.or(() -> demonstration ? Demonstration.rasters() : Optional.empty())
                .<CoverageSource>map(RasterFolder::new)
                .orElse(CoverageSource.NONE);
        try (LazyEngine engine = new LazyEngine(() -> EngineProvider.start(EngineSettings.of(folder)))) {
            final ScoreServices services = new ScoreServices(engine, layers, limits);
            ScoreRegistry.set(services);
            try {
                serve(settings, demonstration);
            } finally {
                ScoreRegistry.clear(services);
            }
        }
        return ScoreCommand.DONE;
    }

    private void serve(ServerSettings settings, boolean demonstration) {
        final WpsServer server;
        try {
            server = WpsServer.start(settings);
        } catch (IOException e) {
            throw new InvalidInputException("can't listen on " + host + " port " + port + ": " + e.getMessage(), e);
        }
        // on Ctrl+C and on a service manager's request to stop
        final Thread shutdown = new Thread(server::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(shutdown);
        printAddresses(server, demonstration);
        try {
            server.join();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(shutdown);
            server.close();
            // not before: an interrupted thread can't wait for the server's last requests
            Thread.currentThread().interrupt();
        }
    }

    private void printAddresses(WpsServer server, boolean demonstration) {
        final PrintWriter out = spec.commandLine().getOut();
        final String root = server.uri().toString().replaceAll("/+$", "");
        out.println("SCORE WPS is ready");
        out.println("  page          " + root + "/");
        out.println("  WPS           " + root + "/wps");
        out.println("  capabilities  " + root + "/wps?service=WPS&version=1.0.0&request=GetCapabilities");
        out.println("  health        " + root + "/health");
        if (demonstration) {
            out.println("  note          " + Demonstration.WARNING);
        }
        out.flush();
    }

    private ServerSettings settings() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, not " + port);
        }
        positive("--max-request-mb", requestMegabytes);
        positive("--max-storage-mb", storageMegabytes);
        positive("--parallel", parallel);
        positive("--queue", queued);
        positive("--timeout", timeoutSeconds);
        positive("--keep", keepSeconds);
        final ServerSettings.Limits limits = new ServerSettings.Limits(
                requestMegabytes * MEGABYTE,
                requestMegabytes * MEGABYTE,
                storageMegabytes * MEGABYTE,
                parallel,
                queued,
                Duration.ofSeconds(timeoutSeconds),
                ServerSettings.Limits.defaults().fetchTime(),
                Duration.ofSeconds(keepSeconds));
        return new ServerSettings(host, port, publicUrl, allowedHosts, noCors ? List.of() : corsOrigins, limits);
    }

    private void positive(String option, long value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + value);
        }
    }
}

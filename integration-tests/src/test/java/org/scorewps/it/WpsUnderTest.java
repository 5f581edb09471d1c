package org.scorewps.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.pool.LocalEngine;
import org.scorewps.engine.pool.SegmenterLoader;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreRegistry;
import org.scorewps.process.ScoreServices;
import org.scorewps.standalone.wps.ServerSettings;
import org.scorewps.standalone.wps.http.WpsServer;

/**
 * The server that tests talk to: the one that the system property {@code wps.url} names (its WPS address), or else the
 * embedded server, started for the occasion with an imported model of random weights.
 */
final class WpsUnderTest implements AutoCloseable {
    /** Name of the imported model. */
    static final String MODEL = "tiny";

    private static final Path REFERENCE = Path.of("..", "score-engine", "src", "test", "resources", "reference");

    /** The embedded server's inside. */
    record Embedded(WpsServer server, LocalEngine engine, ScoreServices services, Path models) {}

    private final URI wps;
    private final Optional<Embedded> embedded;

    private final boolean findsRed;

    private WpsUnderTest(URI wps, boolean findsRed, Optional<Embedded> embedded) {
        this.wps = wps;
        this.findsRed = findsRed;
        this.embedded = embedded;
    }

    /**
     * Starts it.
     *
     * @param findsRed put {@link RednessLoader} in place of the network; another server is taken as it is
     */
    static WpsUnderTest start(boolean findsRed) throws IOException {
        String url = System.getProperty("wps.url", "");
        if (!url.isEmpty()) {
            return new WpsUnderTest(URI.create(url), false, Optional.empty());
        }
        Path models = Files.createTempDirectory("models");
        CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), models.resolve(MODEL))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        SegmenterLoader loader = findsRed ? new RednessLoader() : new ScoreModelLoader();
        LocalEngine engine = new LocalEngine(EngineSettings.of(models), loader);
        ScoreServices services = new ScoreServices(() -> engine, CoverageSource.NONE, ProcessLimits.DEFAULT);
        ScoreRegistry.set(services);
        WpsServer server = WpsServer.start(ServerSettings.defaults());
        return new WpsUnderTest(
                server.uri().resolve("wps"), findsRed, Optional.of(new Embedded(server, engine, services, models)));
    }

    /** The WPS's address, without a query. */
    URI wps() {
        return wps;
    }

    /** Whether results can be compared with what was painted. */
    boolean findsRed() {
        return findsRed;
    }

    /** The embedded server's inside; empty when another server is tested. */
    Optional<Embedded> embedded() {
        return embedded;
    }

    @Override
    public void close() throws IOException {
        if (embedded.isPresent()) {
            Embedded inside = embedded.get();
            inside.server().close();
            ScoreRegistry.clear(inside.services());
            inside.engine().close();
            try (Stream<Path> files = Files.walk(inside.models())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

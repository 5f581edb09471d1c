package org.scorewps.process.geoserver;

import java.io.File;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.LazyEngine;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreRegistry;
import org.scorewps.process.ScoreServices;

/**
 * The plugin's life in GeoServer. Starting it costs nothing and never fails: a wrong setting or a missing model must not
 * keep GeoServer from starting, so requests are told instead. Models live in {@code score/models} of the data directory,
 * settings in {@code score/score.properties}; both are read when the first request needs the engine, limits also when
 * GeoServer starts.
 */
public final class ScorePlugin {
    private static final Logger LOGGER = Logging.getLogger(ScorePlugin.class);

    private static final CoverageSource LAYERS = layer -> {
        throw new InvalidInputException("layer \"" + layer
                + "\" can't be read by name in GeoServer: send it as coverage, by a reference to http://geoserver/wcs");
    };

    private final LazyEngine engine;
    private final ScoreServices services;

    /** @param dataDirectory GeoServer's data directory */
    public ScorePlugin(File dataDirectory) {
        Path folder = dataDirectory.toPath().resolve("score");
        engine = new LazyEngine(
                () -> EngineProvider.start(PluginSettings.read(folder).engine()));
        services = new ScoreServices(engine, LAYERS, limits(folder));
    }

    /** Makes the processes work; called by Spring. */
    public void start() {
        // the engine's library must never reach for the network; an administrator may have said otherwise
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
        ScoreRegistry.set(services);
    }

    /** Stops the engine; called by Spring. */
    public void stop() {
        ScoreRegistry.clear(services);
        engine.close();
    }

    private static ProcessLimits limits(Path folder) {
        try {
            ProcessLimits limits = PluginSettings.read(folder).limits();
            LOGGER.log(Level.INFO, "SCORE segmentation uses {0}", folder);
            return limits;
        } catch (IllegalArgumentException wrongSettings) {
            // the engine won't start with them either, and says so to every request
            LOGGER.log(Level.SEVERE, "SCORE segmentation is out of order: {0}", wrongSettings.getMessage());
            return ProcessLimits.DEFAULT;
        }
    }
}

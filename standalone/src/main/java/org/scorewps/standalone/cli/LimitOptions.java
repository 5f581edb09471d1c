package org.scorewps.standalone.cli;

import java.util.Optional;
import org.scorewps.process.ProcessLimits;
import picocli.CommandLine.Option;

/** What one request may use of a server; a mixin of the commands. */
public final class LimitOptions {
    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Pixels that a request may read, or make by resampling; default: 1000000000.")
    private Optional<Long> maxPixels;

    @Option(
            names = "--max-tiles",
            paramLabel = "N",
            description = "Tiles that a request may send to the engine; default: 10000.")
    private Optional<Long> maxTiles;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            description = "Objects that a request may find; default: 100000.")
    private Optional<Integer> maxInstances;

    @Option(
            names = "--max-seconds",
            paramLabel = "N",
            description =
                    "How long a request may take by its estimate, which needs a warm-up where nothing was measured"
                            + " yet; default: no limit.")
    private Optional<Long> maxSeconds;

    @Option(
            names = "--max-memory-mb",
            paramLabel = "N",
            description = "How much memory a request may need by its estimate, in megabytes; default: no limit.")
    private Optional<Long> maxMegabytes;

    /** For picocli. */
    public LimitOptions() {}

    /**
     * The limits; the usual ones where nothing was said.
     *
     * @throws org.scorewps.engine.InvalidInputException when one is out of range
     */
    public ProcessLimits limits() {
        final ProcessLimits usual = ProcessLimits.DEFAULT;
        return new ProcessLimits(
                maxPixels.orElse(usual.maxPixels()),
                maxTiles.orElse(usual.maxTiles()),
                maxInstances.orElse(usual.maxInstances()),
                usual.tilesInFlight(),
                maxSeconds.orElse(usual.maxSeconds()),
                maxMegabytes.orElse(usual.maxMegabytes()));
    }
}

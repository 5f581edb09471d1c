package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The tiny reference model: random weights, so that what it finds means nothing, but all of the way is gone. */
final class TinyModel {
    private static final Path REFERENCE = Path.of("../score-engine/src/test/resources/reference");

    private TinyModel() {}

    /** Imports it to a folder that isn't there yet. */
    static void importTo(Path folder) {
        CommandRun run = CommandRun.of(
                "import",
                "--score",
                REFERENCE.resolve("weights/score_tiny.pth").toString(),
                "--config",
                REFERENCE.resolve("config_tiny.json").toString(),
                "--out",
                folder.toString());
        assertThat(run.err()).isEmpty();
    }
}

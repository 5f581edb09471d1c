package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {
    private static final Path OWN = Path.of("own");

    @TempDir
    private Path home;

    private final Optional<String> before = Optional.ofNullable(System.getProperty(Demonstration.HOME));

    @BeforeEach
    void install() {
        System.setProperty(Demonstration.HOME, home.toString());
    }

    @AfterEach
    void restore() {
        before.ifPresentOrElse(
                value -> System.setProperty(Demonstration.HOME, value), () -> System.clearProperty(Demonstration.HOME));
    }

    @Test
    void whatTheUserNamesComesFirst() throws IOException {
        Path shipped = ship();
        assertThat(Demonstration.models(Optional.of(OWN))).isEqualTo(OWN);
        assertThat(Demonstration.model(Optional.of(OWN))).contains(OWN);
        assertThat(Demonstration.isIn(OWN)).isFalse();

        assertThat(Demonstration.models(Optional.empty())).isEqualTo(shipped);
        assertThat(Demonstration.isIn(shipped)).isTrue();
        assertThat(Demonstration.model(Optional.empty())).contains(shipped.resolve("demonstration"));
        assertThat(Demonstration.rasters()).contains(home.resolve("demonstration/rasters"));
    }

    @Test
    void withoutItTheUsualFolderIsNamed() {
        assertThat(Demonstration.models(Optional.empty())).isEqualTo(Path.of("models"));
        assertThat(Demonstration.model(Optional.empty())).isEmpty();
        assertThat(Demonstration.rasters()).isEmpty();
        CommandRun run = CommandRun.of("segment", "scene.tif", "--classes", "ship", "--out", "found.geojson");
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains("--model is needed");
    }

    private Path ship() throws IOException {
        Path models = home.resolve("demonstration/models");
        Files.createDirectories(models.resolve("demonstration"));
        return models;
    }
}

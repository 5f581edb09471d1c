package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
    private static final Path SETTINGS = Path.of("../training/demonstration/model.json");

    @TempDir
    private Path temp;

    @Test
    void theDemonstrationCanBeMade() {
        Path out = temp.resolve("start");
        CommandRun run = CommandRun.of("new", "--config", SETTINGS.toString(), "--out", out.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("million parameters");
        CommandRun doctor = CommandRun.of("doctor", "--models", temp.toString());
        assertThat(doctor.out()).contains("ok    model start");
        assertThat(out.resolve("weights.safetensors")).satisfies(file -> assertThat(Files.size(file))
                .as("weights that may be shipped")
                .isLessThan(20_000_000));
    }

    @Test
    void aBadFileIsNamed() throws Exception {
        Path file = Files.writeString(temp.resolve("bad.json"), "{\"title\": 3}");
        CommandRun run = CommandRun.of(
                "new", "--config", file.toString(), "--out", temp.resolve("out").toString());
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains("bad.json").doesNotContain("\tat ");
        assertThat(temp.resolve("out")).doesNotExist();
    }
}

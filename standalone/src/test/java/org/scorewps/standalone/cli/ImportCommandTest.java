package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.model.ModelConfig;

class ImportCommandTest {
    private static final String REFERENCE = "../score-engine/src/test/resources/reference/";
    private static final String SCORE = REFERENCE + "weights/score_tiny.pth";
    private static final String CONFIG = REFERENCE + "config_tiny.json";

    @TempDir
    private Path directory;

    @Test
    void importsAndTellsWhatItMade() {
        CommandRun run =
                CommandRun.of("import", "--score", SCORE, "--config", CONFIG, "--out", model(), "--title", "Small");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith(model() + ": \"Small\", 414 tensors, 1.6 million parameters, 0.01 GB");
    }

    @Test
    void optionsReachTheModel() throws IOException {
        Path templates = Files.writeString(directory.resolve("templates.txt"), "a {} from above\n\n{}\n");
        CommandRun run = CommandRun.of(
                "import",
                "--score",
                SCORE,
                "--config",
                CONFIG,
                "--out",
                model(),
                "--templates",
                templates.toString(),
                "--train-classes",
                "a;b;c;d;e;f;g;h;i;j;k;l;m;n; ship,boat",
                "--alpha",
                "0.1",
                "--beta",
                "0.2",
                "--tile-size",
                "256",
                "--ground-resolution",
                "0.3",
                "--min-score",
                "0.4",
                "--max-instances",
                "9",
                "--set",
                "pre_norm=true",
                "--set",
                "kernel_sizes=[1,3,5,7,9,11]");
        assertThat(run.err()).isEmpty();
        ModelConfig config = ModelDirectory.open(Path.of(model())).config();
        assertThat(config.templates()).containsExactly("a {} from above", "{}");
        assertThat(config.trainClasses()).hasSize(15).endsWith("ship,boat");
        assertThat(config.alpha()).isEqualTo(0.1);
        assertThat(config.beta()).isEqualTo(0.2);
        assertThat(config.tileSize()).isEqualTo(256);
        assertThat(config.groundResolution()).hasValue(0.3);
        assertThat(config.minScore()).isEqualTo(0.4);
        assertThat(config.maxInstances()).isEqualTo(9);
        assertThat(config.architecture().decoder().preNorm()).isTrue();
        assertThat(config.architecture().decoder().kernelSizes()).containsExactly(1, 3, 5, 7, 9, 11);
    }

    @Test
    void speaksJsonAndShowsProgressWhenAsked() {
        CommandRun run =
                CommandRun.of("import", "--json", "--progress", "--score", SCORE, "--config", CONFIG, "--out", model());
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("model").getAsString()).isEqualTo("model");
        assertThat(json.get("tensors").getAsInt()).isEqualTo(414);
        assertThat(json.get("sha256").getAsString()).hasSize(64);
        assertThat(run.err()).contains("writing weights", "100 %", "checking sources");
    }

    @Test
    void badInputIsOneLineAndExitCode2() {
        CommandRun missing = CommandRun.of("import", "--score", "none.pth", "--out", model());
        assertThat(missing)
                .isEqualTo(new CommandRun(2, "", "score import: none.pth: no such file" + System.lineSeparator()));
        CommandRun malicious = CommandRun.of(
                "import", "--score", "../score-engine/src/test/resources/checkpoints/malicious.pth", "--out", model());
        assertThat(malicious.code()).isEqualTo(2);
        assertThat(malicious.err().lines()).hasSize(1);
        assertThat(malicious.err()).contains("the pickle wants posix.system");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void debugShowsWhereAnErrorComesFrom() {
        CommandRun run = CommandRun.of("import", "--debug", "--score", "none.pth", "--out", model());
        assertThat(run.err()).contains("\tat org.scorewps.");
    }

    @Test
    void wrongUseIsExitCode2() {
        assertThat(CommandRun.of("import").err()).contains("--score", "--out", "See: score import --help");
        assertThat(CommandRun.of("import").code()).isEqualTo(2);
        assertThat(CommandRun.of().code()).isEqualTo(2);
        assertThat(CommandRun.of("fly").err()).contains("fly");
        assertThat(CommandRun.of("import", "--alpha", "much", "--score", "a", "--out", "b")
                        .err())
                .contains("'much' is not a double");
    }

    @Test
    void tellsItsVersionAndItsHelp() {
        assertThat(CommandRun.of("--version").out()).matches("SCORE WPS \\d+\\.\\d+.*\\R");
        assertThat(CommandRun.of("--help").out()).contains("import", "doctor", "Exit codes:");
        assertThat(CommandRun.of("import", "--help").out()).contains("--remote-clip=FILE", "--debug");
    }

    private String model() {
        return directory.resolve("model").toString();
    }
}

package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AverageCommandTest {
    private static final String SETTINGS = "../training/demonstration/model.json";

    @TempDir
    private Path temp;

    @Test
    void twoModelsBecomeOne() {
        String first = make("first", 1);
        String second = make("second", 2);
        String out = temp.resolve("mean").toString();
        CommandRun run = CommandRun.of("average", "--model", first, "--model", second, "--out", out);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("mean: the mean of 2 models");
        assertThat(CommandRun.of("doctor", "--models", temp.toString()).out()).contains("ok    model mean");
        CommandRun again = CommandRun.of("average", "--model", first, "--model", second, "--out", out);
        assertThat(again.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(again.err()).contains("mean is there already").doesNotContain("\tat ");
    }

    @Test
    void oneModelIsNotEnough() {
        CommandRun run = CommandRun.of(
                "average",
                "--model",
                make("first", 1),
                "--out",
                temp.resolve("mean").toString());
        assertThat(run.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(run.err()).contains("a mean needs at least 2 models, not 1");
        assertThat(temp.resolve("mean")).doesNotExist();
    }

    private String make(String name, int seed) {
        String out = temp.resolve(name).toString();
        CommandRun run = CommandRun.of("new", "--config", SETTINGS, "--seed", Integer.toString(seed), "--out", out);
        assertThat(run.code()).isZero();
        return out;
    }
}

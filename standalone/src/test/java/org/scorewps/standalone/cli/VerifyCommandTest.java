package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final Path REFERENCE = Path.of("../score-engine/src/test/resources/reference");

    @TempDir
    private Path temp;

    @Test
    void theReferencePasses() throws Exception {
        Path fixtures = fixtures();
        CommandRun run = CommandRun.of("verify", fixtures.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("i_256x320", "pred_logits", "noise", "rows left out", "0 outside their tolerance")
                .doesNotContain("FAIL");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aChangedTensorFailsTheCheck() throws Exception {
        Path fixtures = fixtures();
        Path file = fixtures.resolve("golden/i_256x320/gca.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 0x40; // the exponent of one number
        Files.write(file, bytes);
        CommandRun run = CommandRun.of("verify", "--json", fixtures.toString());
        assertThat(run.code()).isEqualTo(ScoreCommand.CHECK_FAILED);
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("passed").getAsBoolean()).isFalse();
    }

    @Test
    void whatIsNoFixtureDirectoryIsNamed() {
        CommandRun missing = CommandRun.of("verify", temp.resolve("nowhere").toString());
        assertThat(missing.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(missing.err()).contains("nowhere").doesNotContain("\tat ");
        CommandRun empty = CommandRun.of("verify", temp.toString());
        assertThat(empty.code()).isEqualTo(ScoreCommand.BAD_INPUT);
        assertThat(empty.err()).contains("config*.json");
    }

    /** The smallest of the inputs, so that the test is fast. */
    private Path fixtures() throws Exception {
        Path copy = temp.resolve("fixtures");
        try (Stream<Path> files = Files.walk(REFERENCE)) {
            for (Path file : files.toList()) {
                String name = REFERENCE.relativize(file).toString();
                boolean left = name.contains("ii_") || name.contains("RemoteCLIP");
                Path target = copy.resolve(name);
                if (Files.isDirectory(file) && !left) {
                    Files.createDirectories(target);
                } else if (!left) {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }
}

package org.scorewps.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.standalone.cli.Diagnosis.Status;

class DoctorCommandTest {
    private static final Path REFERENCE = Path.of("../score-engine/src/test/resources/reference");

    @TempDir
    private Path models;

    @Test
    void allIsWellWithAModel() {
        importModel("tiny");
        CommandRun run = CommandRun.of("doctor", "--models", models.toString());
        assertThat(run.out()).contains("ok    model tiny", "ok    engine: PyTorch 2", "ok    java", "ok    cache");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void changedWeightsFail() throws IOException {
        ModelDirectory model = importModel("tiny");
        byte[] bytes = Files.readAllBytes(model.weightsFile());
        bytes[bytes.length - 1] ^= 1;
        Files.write(model.weightsFile(), bytes);
        CommandRun run = CommandRun.of("doctor", "--json", "--models", models.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(statuses(run.out())).containsEntry("model tiny", "fail").containsEntry("java", "ok");
    }

    @Test
    void aMissingDirectoryFailsAndAnEmptyOneWarns() throws IOException {
        CommandRun missing =
                CommandRun.of("doctor", "--models", models.resolve("none").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).contains("is no directory -> import a model: score import");
        // what an import that was killed leaves
        Files.createDirectory(models.resolve(".tiny.import-1"));
        CommandRun empty = CommandRun.of("doctor", "--models", models.toString());
        assertThat(empty.code()).isZero();
        assertThat(empty.out()).contains("warn  models: " + models + " holds no model");
    }

    @Test
    void everyCheckCanFail() throws IOException {
        assertThat(InstallationCheck.java(11).status()).isEqualTo(Status.FAIL);
        assertThat(InstallationCheck.memory(1).status()).isEqualTo(Status.WARN);
        assertThat(InstallationCheck.memory(64).status()).isEqualTo(Status.OK);
        Path file = Files.writeString(models.resolve("file"), "");
        assertThat(InstallationCheck.cache(file.resolve("cache")).status()).isEqualTo(Status.FAIL);
    }

    private ModelDirectory importModel(String name) {
        return CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), models.resolve(name))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
    }

    private static Map<String, String> statuses(String json) {
        Map<String, String> statuses = new HashMap<>();
        JsonArray array = JsonParser.parseString(json).getAsJsonArray();
        for (JsonElement one : array) {
            statuses.put(
                    one.getAsJsonObject().get("check").getAsString(),
                    one.getAsJsonObject().get("status").getAsString());
        }
        return statuses;
    }
}

package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WPS with OWSLib, the client library that most Python programs and QGIS plugins use. */
class OwsLibTest extends ServerTest {
    private static final Path SCRIPT = Path.of("src", "test", "python", "owslib_client.py");

    @BeforeEach
    void needsOwsLib() throws Exception {
        Programs.assumePython("owslib.wps", "python3-owslib");
    }

    private static JsonObject run(Object... arguments) throws Exception {
        Object[] command = new Object[arguments.length + 3];
        command[0] = Programs.PYTHON;
        command[1] = SCRIPT;
        command[2] = server().wps();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        List<String> lines = Programs.run(command).lines().toList();
        // OWSLib itself prints what a server reports; the script's own line is the last
        return JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
    }

    @Test
    void readsTheCapabilities() throws Exception {
        JsonObject answer = run("capabilities");
        assertThat(answer.get("version").getAsString()).isEqualTo("1.0.0");
        assertThat(answer.getAsJsonArray("processes").toString())
                .contains("\"score:SegmentInstances\"", "\"score:ListModels\"");
    }

    @Test
    void readsTheDescription() throws Exception {
        JsonObject answer = run("describe", "score:SegmentInstances");
        JsonObject inputs = answer.getAsJsonObject("inputs");
        assertThat(inputs.get("coverage").getAsString()).contains("image/tiff");
        assertThat(inputs.get("classes").getAsString()).contains("string");
        assertThat(inputs.keySet()).contains("model", "roi", "minScore", "geometry", "simplify");
        JsonObject outputs = answer.getAsJsonObject("outputs");
        assertThat(outputs.keySet()).containsExactly("result", "failedTiles");
        assertThat(outputs.get("result").getAsString()).contains("application/json");
        assertThat(outputs.get("failedTiles").getAsString()).contains("application/json");
    }

    @Test
    void executesAndPolls() throws Exception {
        JsonObject answer = run("execute", "async", square(), "red", "application/json", "minScore=0");
        assertThat(answer.get("status").getAsString()).isEqualTo("ProcessSucceeded");
        assertThat(answer.get("polls").getAsInt()).isPositive();
        assertThat(answer.get("type").getAsString()).isEqualTo("FeatureCollection");
        assertThat(answer.get("features").getAsInt()).isPositive();
    }

    @Test
    void executesAtOnce() throws Exception {
        JsonObject answer = run("execute", "sync", square(), "red", "application/json", "minScore=0");
        assertThat(answer.get("status").getAsString()).isEqualTo("ProcessSucceeded");
        assertThat(answer.get("type").getAsString()).isEqualTo("FeatureCollection");
        assertThat(answer.get("features").getAsInt()).isPositive();
    }

    @Test
    void isToldWhatWentWrong() throws Exception {
        JsonObject answer = run("execute", "async", square(), "a; a", "application/json");
        // OWSLib's name for a failed process that tells why
        assertThat(answer.get("status").getAsString()).isEqualTo("Exception");
        assertThat(answer.get("error").getAsString()).contains("class \"a\" is given twice");
    }
}

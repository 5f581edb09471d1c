package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;

class ModelDirectoryTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeModel() throws IOException {
        Files.writeString(directory.resolve("weights.safetensors"), "weights");
        ModelDirectory.write(directory, TestModels.config());
    }

    @Test
    void readsWhatItWrote() {
        ModelDirectory read = ModelDirectory.open(directory);
        assertThat(read.config()).isEqualTo(TestModels.config());
        assertThat(read.name()).isEqualTo(directory.getFileName().toString());
        assertThat(read.info().groundResolution()).isEmpty();
    }

    @Test
    void namesAreInSnakeCase() throws IOException {
        assertThat(Files.readString(directory.resolve("model.json")))
                .contains("\"region_aware_integration\"", "\"out_of_vocabulary\": \"general_clip\"", "über <all>")
                .doesNotContain("ground_resolution", "context_text_tower");
    }

    @Test
    void optionalValuesAreRead() throws IOException {
        edit("\"tile_size\"", "\"ground_resolution\": 0.5, \"tile_size\"");
        assertThat(ModelDirectory.open(directory).config().groundResolution()).isEqualTo(OptionalDouble.of(0.5));
    }

    @Test
    void listsEveryProblemOfTheForm() throws IOException {
        edit("\"queries\": 20", "\"queries\": \"many\"");
        edit("\"tile_size\": 512", "\"tyle_size\": 512.5");
        edit("\"general_clip\"", "\"no_clip\"");
        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(directory.resolve("model.json").toString())
                .hasMessageContainingAll(
                        "architecture.decoder.queries must be a number",
                        "variant.out_of_vocabulary must be one of general_clip, remote_sensing_clip",
                        "tile_size is missing",
                        "tyle_size is unknown");
    }

    @Test
    void listsEveryProblemOfTheValues() throws IOException {
        edit("\"tile_size\": 512", "\"tile_size\": 500");
        edit("\"alpha\": 0.4", "\"alpha\": 1.4");
        edit("\"a photo of {}.\"", "\"a photo\"");
        edit("\"points\": 4", "\"points\": 0");
        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "tile_size must be a multiple of size_divisibility",
                        "alpha must be between 0 and 1, not 1.4",
                        "templates must each have {} once",
                        "architecture.pixel_decoder.points must be 1");
    }

    @Test
    void refusesFilesOutsideTheDirectory() throws IOException {
        edit("\"weights.safetensors\": ", "\"../other\": \"" + "0".repeat(64) + "\", \"weights.safetensors\": ");
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("no plain file name");
    }

    @Test
    void refusesWhatJsonDoesNotAllow() throws IOException {
        edit("\"tile_size\": 512", "\"tile_size\": 512, \"tile_size\": 640");
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("tile_size is there twice");
        edit("\"tile_size\": 512, ", "/* large */");
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("not valid JSON");
        Files.writeString(directory.resolve("model.json"), "[".repeat(100_000));
        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Nesting limit");
    }

    @Test
    void verifyFindsChangedFiles() throws IOException {
        ModelDirectory model = ModelDirectory.open(directory);
        assertThatThrownBy(model::verify)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("weights.safetensors was changed");
        // printf weights | sha256sum
        edit("0".repeat(64), "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c");
        ModelDirectory.open(directory).verify();
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        assertThatThrownBy(() -> ModelDirectory.open(directory.resolve("none")))
                .hasMessageContaining("no such model directory");
        Files.writeString(directory.resolve("model.json"), "{");
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("not valid JSON");
        Files.writeString(directory.resolve("model.json"), "[]");
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("must hold one JSON object");
        Files.delete(directory.resolve("model.json"));
        assertThatThrownBy(() -> ModelDirectory.open(directory)).hasMessageContaining("no such file");
    }

    private void edit(String from, String to) throws IOException {
        Path file = directory.resolve("model.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}

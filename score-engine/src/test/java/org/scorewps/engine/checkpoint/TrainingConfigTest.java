package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;

class TrainingConfigTest {
    private static final String BASE = """
            DATASETS:
              TRAIN: ("coco_train",)
            SOLVER:
              BASE_LR: 1.25e-05
            INPUT:
              MIN_SIZE_TRAIN: !!python/object/apply:eval ["[int(x * 0.1 * 1024) for x in range(1, 21)]"]
              MIN_SIZE_TEST: 500
              FORMAT: "RGB"
            MODEL:
              PIXEL_MEAN: [122.7709383, 116.7460125, 104.09373615]
              MASK_FORMER:
                NHEADS: 4
                DEC_LAYERS: 10
                NUM_OBJECT_QUERIES: 300
            """;

    private static final String TRAINING = """
            _BASE_: base.yaml
            MODEL:
              MASK_FORMER:
                NHEADS: 8
              SEM_SEG_HEAD:
                NUM_CLASSES: 20
              SCORE:
                GEOMETRIC_ENSEMBLE_ALPHA: 0.2
            DATASETS:
              TRAIN: ["isaid_train_instance"]
            """;

    @TempDir
    private Path directory;

    @Test
    void readsTheAuthorsYamlWithItsBase() throws IOException {
        write("base.yaml", BASE);
        TrainingConfig config = TrainingConfig.read(write("training.yaml", TRAINING));
        assertThat(config.settings().get("decoder_heads").getAsInt()).isEqualTo(8);
        assertThat(config.settings().get("pixel_decoder_heads").getAsInt()).isEqualTo(8);
        assertThat(config.settings().get("alpha").getAsDouble()).isEqualTo(0.2);
        assertThat(config.settings().get("tile_size").getAsInt()).isEqualTo(512);
        assertThat(config.settings().get("pixel_mean").getAsJsonArray()).hasSize(3);
        assertThat(config.settings().get("title").getAsString()).isEqualTo("SCORE, trained on isaid_train_instance");
        assertThat(config.expected())
                .containsEntry("decoder.layers", new JsonPrimitive(9))
                .containsKey("decoder.queries");
        assertThat(config.trainClassCount()).hasValue(20);
        assertThat(config.differences(TestModels.config().architecture()))
                .hasValue("the weights are not those of " + directory.resolve("training.yaml")
                        + ": decoder.layers is 3, not 9, decoder.queries is 20, not 300");
    }

    @Test
    void refusesWhatThisSoftwareDoesNotCompute() throws IOException {
        assertRefused("INPUT: {FORMAT: BGR}\nMODEL: {}", "INPUT.FORMAT is \"BGR\", only RGB is supported");
        assertRefused("MODEL: {SEM_SEG_HEAD: {NORM: BN}}", "MODEL.SEM_SEG_HEAD.NORM is \"BN\", only GN is supported");
    }

    @Test
    void refusesWhatIsNoConfiguration() throws IOException {
        assertRefused("a: [1", "not valid YAML");
        assertRefused("- 1", "holds no YAML mapping");
        assertRefused("a: 1", "MODEL is missing");
        assertRefused("{\"a\": 1}", "neither a detectron2 configuration nor");
        assertRefused("{\"a\": ", "not valid JSON");
        assertRefused("MODEL: {MASK_FORMER: {NHEADS: many}}", "MODEL.MASK_FORMER.NHEADS must be a whole number");
        assertRefused("_BASE_: none.yaml\nMODEL: {}", "none.yaml: no such file");
        assertRefused("_BASE_: x.yaml\nMODEL: {}", "more than 10 configurations based on each other");
        assertRefused("MODEL: {a: 1, a: 2}", "found duplicate key a");
        assertRefused("MODEL: " + "[".repeat(1000), "Nesting Depth exceeded");
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = write("x.yaml", text);
        assertThatThrownBy(() -> TrainingConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}

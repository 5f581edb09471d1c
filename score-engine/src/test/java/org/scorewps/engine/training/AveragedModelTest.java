package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;

class AveragedModelTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private Path temp;

    private ModelConfig config;
    private ModelDirectory first;
    private ModelDirectory second;

    @BeforeEach
    void makeTwo() throws IOException {
        config = CheckpointImporter.importModel(
                        ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                                .withConfig(REFERENCE.resolve("config_tiny.json")),
                        ImportListener.NONE)
                .config();
        first = NewModel.create(config, 1, temp.resolve("first"));
        second = NewModel.create(config, 2, temp.resolve("second"));
    }

    @Test
    void eachWeightIsTheMean() throws IOException {
        ModelDirectory mean = AveragedModel.create(List.of(first, second, second), temp.resolve("mean"));
        mean.verify();
        try (SafetensorsFile a = first.openWeights();
                SafetensorsFile b = second.openWeights();
                SafetensorsFile c = mean.openWeights()) {
            assertThat(c.tensors()).isEqualTo(a.tensors());
            a.tensors().forEach(tensor -> {
                FloatBuffer one = a.data(tensor.name()).asFloatBuffer();
                FloatBuffer two = b.data(tensor.name()).asFloatBuffer();
                FloatBuffer found = c.data(tensor.name()).asFloatBuffer();
                for (int i = 0; i < found.limit(); i++) {
                    assertThat(found.get(i)).isEqualTo((float) ((one.get(i) + 2.0 * two.get(i)) / 3));
                }
            });
        }
    }

    @Test
    void theMeanOfAModelWithItselfIsThatModel() throws IOException {
        ModelDirectory same = AveragedModel.create(List.of(first, first), temp.resolve("same"));
        assertThat(Files.mismatch(same.weightsFile(), first.weightsFile())).isEqualTo(-1);
    }

    @Test
    void settingsAreTheFirstsAndProvenanceTellsOfAll() throws IOException {
        ModelConfig made = AveragedModel.create(List.of(first, second), temp.resolve("mean"))
                .config();
        assertThat(made.withOrigin(Map.of(), Map.of())).isEqualTo(first.config().withOrigin(Map.of(), Map.of()));
        assertThat(made.provenance())
                .containsEntry("average_of", "first, second")
                .containsEntry("average_of_sha256", hash(first) + ", " + hash(second))
                .containsEntry("before_01_start", "random, seed 1");
    }

    private static String hash(ModelDirectory model) {
        return model.config().files().get(ModelDirectory.WEIGHTS_FILE);
    }

    @Test
    void modelsThatMeanOtherThingsAreRefused() throws IOException {
        ModelDirectory other = NewModel.create(
                config.withTraining("Other", config.variant(), List.of("ship"), Optional.of(2), 64),
                3,
                temp.resolve("other"));
        Path out = temp.resolve("mean");
        assertThatThrownBy(() -> AveragedModel.create(List.of(first, other), out))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("%s and %s have no mean: they differ in train_classes, input_scale"
                        .formatted(first.path(), other.path()));
        assertThatThrownBy(() -> AveragedModel.create(List.of(first), out))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a mean needs at least 2 models, not 1");
        assertThatThrownBy(() -> AveragedModel.create(List.of(first, second), first.path()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("first is there already");
    }

    @Test
    void brokenWeightsLeaveNothingBehind() throws IOException {
        Files.write(second.weightsFile(), new byte[100]);
        assertThatThrownBy(() -> AveragedModel.create(List.of(first, second), temp.resolve("mean")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("weights.safetensors");
        try (var left = Files.list(temp)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tiny", "first", "second");
        }
    }
}

package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.vocabulary.Vocabulary;

class NewModelTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private Path temp;

    private ModelConfig config;

    @BeforeEach
    void takeTheTinyDimensions() {
        config = CheckpointImporter.importModel(
                        ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                                .withConfig(REFERENCE.resolve("config_tiny.json")),
                        ImportListener.NONE)
                .config();
    }

    @Test
    void theSameSeedMakesTheSameBytes() throws Exception {
        ModelDirectory first = NewModel.create(config, 7, temp.resolve("first"));
        ModelDirectory second = NewModel.create(config, 7, temp.resolve("second"));
        ModelDirectory other = NewModel.create(config, 8, temp.resolve("other"));
        assertThat(Files.mismatch(first.weightsFile(), second.weightsFile())).isEqualTo(-1);
        assertThat(Files.mismatch(first.weightsFile(), other.weightsFile())).isNotEqualTo(-1);
        first.verify();
    }

    @Test
    void freshContextIsThatOfANewModelAndLeavesTheRest() throws Exception {
        ModelDirectory fresh = NewModel.create(config, 7, temp.resolve("fresh"));
        ModelDirectory trained = NewModel.create(config, 8, temp.resolve("trained"));
        try (SafetensorsFile expected = fresh.openWeights();
                SafetensorsFile old = trained.openWeights();
                FreshContext mixed = new FreshContext(old, config.architecture(), 7)) {
            List<String> context = mixed.tensors().stream()
                    .map(TensorInfo::name)
                    .filter(FreshContext::isContext)
                    .toList();
            assertThat(context)
                    .contains(
                            "gca.multiattn.0.in_proj_weight",
                            "sem_seg_head.predictor.learnable_weight",
                            "sem_seg_head.predictor.kernel_size_logits",
                            "sem_seg_head.predictor.transformer.layers.0.linear1.weight")
                    .allMatch(name -> mixed.data(name).equals(expected.data(name)));
            assertThat(mixed.tensors())
                    .extracting(TensorInfo::name)
                    .filteredOn(name -> !context.contains(name))
                    .contains(
                            "sem_seg_head.predictor.transformer_ffn_layers.0.linear1.weight",
                            "sem_seg_head.predictor.query_feat.weight")
                    .allMatch(name -> mixed.data(name).equals(old.data(name)));
        }
    }

    @Test
    void itRunsAndIsNeitherFlatNorBroken() throws Exception {
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(1);
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 31 % 251);
        }
        try (ScoreModel model = ScoreModel.load(NewModel.create(config, 1, temp.resolve("new")), Device.cpu())) {
            SemanticMap map = model.semantic(
                            List.of(new ImageTile(64, 64, rgb)),
                            Vocabulary.parse("ship; plane"),
                            new InferenceSettings(0.4, 0.8, 0, 10))
                    .get(0);
            for (float score : map.scores()) {
                assertThat(score).isFinite();
            }
            assertThat(map.at(0, 3, 3)).isNotEqualTo(map.at(0, 60, 60));
        }
    }

    @Test
    void startValuesAreThoseOfTheLibraries() throws Exception {
        try (SafetensorsFile weights =
                NewModel.create(config, 3, temp.resolve("new")).openWeights()) {
            for (TensorInfo info : weights.tensors()) {
                String name = info.name();
                double[] moments = moments(weights, name);
                assertThat(moments[1]).as(name).isFinite();
                if (name.endsWith("token_embedding.weight")) {
                    assertThat(moments[1]).as(name).isCloseTo(0.02, within(0.001));
                } else if (name.endsWith("class_embed.layers.0.weight")) {
                    // uniform within 1 / sqrt(64)
                    assertThat(moments[1]).as(name).isCloseTo(1 / 8.0 / Math.sqrt(3), within(0.003));
                } else if (name.endsWith("layers.0.self_attn.in_proj_weight")
                        && name.contains("predictor.transformer.")) {
                    // Xavier: uniform within sqrt(6 / (64 + 192))
                    assertThat(moments[1]).as(name).isCloseTo(Math.sqrt(2.0 / 256), within(0.003));
                } else if (name.endsWith("norm1.weight")) {
                    assertThat(moments).as(name).containsExactly(1, 0);
                } else if (name.endsWith("norm1.bias") || name.contains("attention_weights")) {
                    assertThat(moments).as(name).containsExactly(0, 0);
                }
            }
        }
    }

    @Test
    void whatIsThereIsNotOverwritten() {
        assertThatThrownBy(() -> NewModel.create(config, 1, temp.resolve("tiny")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tiny");
    }

    private static double[] moments(SafetensorsFile weights, String name) {
        FloatBuffer values = weights.data(name).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double sum = 0;
        double squares = 0;
        int count = values.remaining();
        for (int i = 0; i < count; i++) {
            sum += values.get(i);
            squares += (double) values.get(i) * values.get(i);
        }
        double mean = sum / count;
        return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean))};
    }
}

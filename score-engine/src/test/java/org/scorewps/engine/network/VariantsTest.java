package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorewps.engine.network.ReferenceTensors.assertClose;

import ai.djl.Device;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointFile;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.model.Variant.Adaptation;
import org.scorewps.engine.model.Variant.Integration;
import org.scorewps.engine.model.Variant.IntegrationContext;
import org.scorewps.engine.model.Variant.OutOfVocabulary;

/** Every variant of the paper's ablations against plain PyTorch modules ({@code src/test/python/variants.py}). */
class VariantsTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);
    private static final String CONTEXT_TOKENS = "clip_rs.clip_model.token_embedding.weight";
    private static final int TOKENS = 49408;
    private static final Pattern OF_VARIANTS = Pattern.compile(
            "gca\\." + "|sem_seg_head\\.predictor\\.(transformer\\.layers\\.|learnable_weight|kernel_size_logits)");

    @TempDir
    private static Path temp;

    private static ModelDirectory tiny;
    private static SafetensorsFile expected;

    @BeforeAll
    static void open() {
        new ScoreModelLoader().prepareThread(Runtime.getRuntime().availableProcessors());
        tiny = TinyModel.importTo(temp.resolve("tiny"), TinyModel.CHECKPOINT, Map.of());
        expected = SafetensorsFile.open(TinyModel.REFERENCE.resolve("variants.safetensors"));
    }

    static Stream<Variant> variants() {
        Stream<Variant> integrations = Stream.of(Integration.RELEASED, Integration.PAPER)
                .flatMap(kind -> Stream.of(IntegrationContext.values())
                        .map(context ->
                                new Variant(kind, context, Adaptation.ATTENTION, OutOfVocabulary.GENERAL_CLIP)));
        Stream<Variant> adaptations = Stream.of(Adaptation.values())
                .filter(kind -> kind != Adaptation.ATTENTION)
                .map(kind -> new Variant(
                        Integration.RELEASED, IntegrationContext.REGIONAL, kind, OutOfVocabulary.GENERAL_CLIP));
        Variant withoutIntegration = new Variant(
                Integration.NONE, IntegrationContext.REGIONAL, Adaptation.ATTENTION, OutOfVocabulary.GENERAL_CLIP);
        return Stream.of(integrations, adaptations, Stream.of(withoutIntegration, Variant.BASELINE, Variant.PAPER))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isWhatPyTorchComputes(Variant variant) throws IOException {
        try (ScoreModel model = ScoreModel.load(tiny, tiny.config().withVariant(variant), Device.cpu())) {
            assertVariant(model, variant);
        }
    }

    @Test
    void remoteSensingClipClassifiesOutOfTheVocabulary() throws IOException {
        ModelDirectory directory = TinyModel.importTo(temp.resolve("all-tokens"), withAllTokens(), Map.of());
        Variant variant = new Variant(
                Integration.RELEASED,
                IntegrationContext.REGIONAL,
                Adaptation.ATTENTION,
                OutOfVocabulary.REMOTE_SENSING_CLIP);
        ModelConfig config = directory.config().withVariant(variant);
        try (ScoreModel model = ScoreModel.load(directory, config, Device.cpu())) {
            assertVariant(model, variant);
        }
    }

    /** A checkpoint of a training without integration and adaptation has no weights for them. */
    @Test
    void theBaselineNeedsNeitherIntegrationNorAdaptation() throws IOException {
        Path checkpoint = temp.resolve("baseline.safetensors");
        try (TensorSource source = CheckpointFile.open(TinyModel.CHECKPOINT)) {
            List<TensorInfo> tensors = source.tensors().stream()
                    .filter(info -> !OF_VARIANTS.matcher(info.name()).lookingAt())
                    .toList();
            write(checkpoint, tensors, info -> source.data(info.name()));
        }
        JsonObject dimensions = JsonParser.parseString(
                        Files.readString(TinyModel.REFERENCE.resolve("config_tiny.json")))
                .getAsJsonObject();
        for (String part : List.of("rai", "gca")) {
            dimensions.getAsJsonObject(part).remove("layers");
            dimensions.getAsJsonObject(part).remove("dim_feedforward");
        }
        Path config = Files.writeString(temp.resolve("baseline.json"), dimensions.toString());
        assertThatThrownBy(() -> TinyModel.importTo(temp.resolve("whole"), checkpoint, config, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "gca.multiattn.0.in_proj_weight",
                        "sem_seg_head.predictor.kernel_size_logits",
                        "sem_seg_head.predictor.transformer.layers.0.linear1.weight");
        ModelDirectory directory = TinyModel.importTo(
                temp.resolve("baseline"), checkpoint, config, Map.of("integration", "none", "adaptation", "none"));
        assertThat(directory.config().variant()).isEqualTo(Variant.BASELINE);
        try (ScoreModel model = ScoreModel.load(directory, Device.cpu())) {
            assertVariant(model, Variant.BASELINE);
        }
    }

    @Test
    void theDecoderMayNormaliseFirst() throws IOException {
        ModelDirectory directory =
                TinyModel.importTo(temp.resolve("pre-norm"), TinyModel.CHECKPOINT, Map.of("pre_norm", true));
        Map<String, float[]> actual = new HashMap<>();
        try (ScoreModel model = ScoreModel.load(directory, Device.cpu())) {
            model.forward(
                    TinyModel.tiles("iii_2x128x128"),
                    TinyModel.CLASSES,
                    SETTINGS,
                    (stage, name, tensor) -> {
                        if (name.equals("head3.queries") || name.equals("head3.pred_masks")) {
                            actual.put(name.substring(6), tensor.get().toFloatArray());
                        }
                    },
                    (output, i, size) -> i);
        }
        assertThat(actual).hasSize(2);
        actual.forEach((name, values) -> assertClose(name, values, floats("iii_2x128x128.pre_norm." + name)));
    }

    private static void assertVariant(ScoreModel model, Variant variant) throws IOException {
        assertInput(model, variant, "i_256x320", 0);
        // the first picture of this batch has a mask logit so close to zero that its sign is a matter of rounding
        assertInput(model, variant, "iii_2x128x128", 1);
    }

    private static void assertInput(ScoreModel model, Variant variant, String input, int picture) throws IOException {
        List<ImageTile> tiles = TinyModel.tiles(input);
        String prefix = input + "." + name(variant);
        Map<String, float[]> actual = new HashMap<>();
        Trace last = (stage, name, tensor) -> {
            String key = prefix + name.replaceFirst("^head3\\.", "");
            if (expected.contains(key)) {
                actual.put(key, tensor.get().toFloatArray());
            }
        };
        List<float[]> results =
                model.forward(tiles, TinyModel.CLASSES, SETTINGS, last, (output, i, size) -> output.classes()
                        .get(i)
                        .toFloatArray());
        actual.forEach((name, values) ->
                assertClose(name, of(picture, tiles.size(), values), of(picture, tiles.size(), floats(name))));
        assertThat(actual).containsKey(prefix + "pred_logits");
        assertThat(actual.containsKey(prefix + "out_vocab_logits_with_void"))
                .isEqualTo(variant.outOfVocabulary() == OutOfVocabulary.REMOTE_SENSING_CLIP);
        String name = prefix + "mask_cls_results";
        assertClose(name, results.get(picture), of(picture, tiles.size(), floats(name)));
    }

    private static float[] floats(String name) {
        return ReferenceTensors.floats(expected, name);
    }

    private static float[] of(int picture, int pictures, float[] batch) {
        int length = batch.length / pictures;
        return Arrays.copyOfRange(batch, picture * length, (picture + 1) * length);
    }

    private static String name(Variant variant) {
        return "%s.%s.%s.%s."
                .formatted(
                        variant.integration(),
                        variant.integrationContext(),
                        variant.adaptation(),
                        variant.outOfVocabulary())
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The tiny checkpoint with a context text tower that knows all tokens: row t, column c holds ((31 t + 17 c + (t c)
     * mod 97) mod 251 - 125) / 256, exact in float32.
     */
    private static Path withAllTokens() throws IOException {
        Path path = temp.resolve("all-tokens.safetensors");
        try (TensorSource source = CheckpointFile.open(TinyModel.CHECKPOINT)) {
            int width = source.info(CONTEXT_TOKENS).shape().get(1).intValue();
            List<TensorInfo> tensors = source.tensors().stream()
                    .map(info -> info.name().equals(CONTEXT_TOKENS)
                            ? new TensorInfo(CONTEXT_TOKENS, ElementType.F32, List.of((long) TOKENS, (long) width))
                            : info)
                    .toList();
            write(
                    path,
                    tensors,
                    info -> info.name().equals(CONTEXT_TOKENS) ? tokenEmbedding(width) : source.data(info.name()));
        }
        return path;
    }

    private static void write(Path path, List<TensorInfo> tensors, Function<TensorInfo, ByteBuffer> data)
            throws IOException {
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, tensors, Map.of())) {
            for (TensorInfo info : tensors) {
                writer.write(data.apply(info));
            }
            writer.finish();
        }
    }

    private static ByteBuffer tokenEmbedding(int width) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * TOKENS * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < TOKENS; t++) {
            for (int c = 0; c < width; c++) {
                bytes.putFloat(((31 * t + 17 * c + t * c % 97) % 251 - 125) / 256f);
            }
        }
        return bytes.flip();
    }
}

package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.model.Variant.Adaptation;
import org.scorewps.engine.model.Variant.Integration;
import org.scorewps.engine.model.Variant.IntegrationContext;
import org.scorewps.engine.model.Variant.OutOfVocabulary;

/** Every variant of the paper's ablations against plain PyTorch modules ({@code src/test/python/variants.py}). */
@Tag("slow")
class VariantsTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);
    private static final String CONTEXT_TOKENS = "clip_rs.clip_model.token_embedding.weight";
    private static final int TOKENS = 49408;
    private static final String FLOAT64 = ".float64";
    private static final String RESULTS = "post/img0.mask_cls_results";
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
            TinyModel.write(checkpoint, tensors, info -> source.data(info.name()));
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
        try (ScoreModel model = ScoreModel.load(directory, Device.cpu())) {
            assertTensors(
                    model, "iii_2x128x128", TinyModel.tiles("iii_2x128x128"), ".pre_norm.", UnaryOperator.identity());
        }
    }

    private static void assertVariant(ScoreModel model, Variant variant) throws IOException {
        // of the first picture some mask logits lie so close to zero that their sign is a matter of rounding: where
        // every
        // query sees what is pooled over the others' masks none of its numbers would be sure
        if (variant.integration() != Integration.PAPER) {
            assertInput(model, "i_256x320", 0, "." + name(variant));
        }
        assertInput(model, "iii_2x128x128", 1, "." + name(variant));
    }

    private static void assertInput(ScoreModel model, String input, int picture, String variant) throws IOException {
        List<ImageTile> tiles = TinyModel.tiles(input);
        assertTensors(model, input, tiles.subList(picture, picture + 1), variant, batch -> {
            long[] shape = batch.shape().clone();
            shape[0] = 1;
            int length = batch.values().length / tiles.size();
            float[] values = Arrays.copyOfRange(batch.values(), picture * length, (picture + 1) * length);
            return new StoredTensors.Stored(shape, values, false);
        });
    }

    /** Compares with what is stored of some of a batch's pictures. */
    private static void assertTensors(
            ScoreModel model,
            String input,
            List<ImageTile> tiles,
            String variant,
            UnaryOperator<StoredTensors.Stored> ofBatch) {
        Map<String, StoredTensors.Stored> stored = new HashMap<>();
        Map<String, Double> noise = new HashMap<>();
        for (TensorInfo info : expected.tensors()) {
            String name = info.name();
            if (name.startsWith(input + variant) && !name.endsWith(FLOAT64)) {
                String key = stage(name.substring(input.length() + variant.length()));
                long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
                stored.put(
                        key,
                        ofBatch.apply(new StoredTensors.Stored(shape, ReferenceTensors.floats(expected, name), false)));
                noise.put(input + "/" + ReferenceTolerance.plain(key), noise(name));
            }
        }
        ReferenceTolerance tolerance = ReferenceTolerance.ofGolden(TinyModel.REFERENCE.resolve("golden"))
                .plus(noise);
        StageComparison stages = new StageComparison(input, StoredTensors.of(stored), tolerance);
        model.forward(tiles, TinyModel.CLASSES, SETTINGS, stages, (output, i, size) -> {
            if (stages.open().contains(RESULTS)) {
                stages.numbers(RESULTS, output.classes().get(i).toFloatArray(), 0);
            }
            return i;
        });
        assertThat(stages.open()).isEmpty();
        assertThat(stages.results())
                .hasSizeGreaterThanOrEqualTo(Math.max(2, stored.size()))
                .allMatch(TensorComparison::passed);
    }

    /** How far the float32 run lies from the float64 run that is stored beside it. */
    private static double noise(String name) {
        float[] single = ReferenceTensors.floats(expected, name);
        DoubleBuffer precise =
                expected.data(name + FLOAT64).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        double most = 0;
        for (int i = 0; i < single.length; i++) {
            most = Math.max(most, Math.abs(single[i] - precise.get(i)));
        }
        return most;
    }

    /** Where the network's trace, and the golden tensors, have a tensor. */
    private static String stage(String name) {
        return switch (name) {
            case "mask_cls_results" -> RESULTS;
            case "out_vocab_logits_with_void" -> "post/" + name;
            default -> "decoder/head3." + name;
        };
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
            TinyModel.write(
                    path,
                    tensors,
                    info -> info.name().equals(CONTEXT_TOKENS) ? tokenEmbedding(width) : source.data(info.name()));
        }
        return path;
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

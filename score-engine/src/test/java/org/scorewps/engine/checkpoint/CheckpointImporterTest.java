package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;

class CheckpointImporterTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final Path SCORE = REFERENCE.resolve("weights/score_tiny.pth");
    private static final Path CONFIG = REFERENCE.resolve("config_tiny.json");

    @TempDir
    private Path directory;

    @Test
    void importsTheReferenceModelBitForBit() throws Exception {
        ModelDirectory model = CheckpointImporter.importModel(request(), ImportListener.NONE);
        model.verify();
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/checkpoints/score_tiny.sha256"));
        try (SafetensorsFile weights = model.openWeights()) {
            for (String line : lines) {
                String[] fields = line.split(" ", -1);
                if (!fields[2].equals("criterion.empty_weight")) {
                    assertThat(sha256(weights.data(fields[2]))).as(fields[2]).isEqualTo(fields[0]);
                }
            }
            assertThat(weights.tensors()).hasSize(lines.size() - 1);
            assertThat(weights.contains("criterion.empty_weight")).isFalse();
            assertThat(TensorCheck.of(model.config().architecture(), weights.tensors())
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void readsDimensionsAndSettings() {
        ModelConfig config =
                CheckpointImporter.importModel(request(), ImportListener.NONE).config();
        Architecture read = config.architecture();
        assertThat(read.imageTower().depths()).containsExactly(2, 2, 3, 2);
        assertThat(read.textTower()).isEqualTo(new Architecture.TextTransformer(77, 49408, 12, 2, 3, false));
        assertThat(read.contextTower()).isEqualTo(new Architecture.VisionTransformer(224, 14, 48, 3, 3));
        assertThat(read.contextTextTower()).contains(new Architecture.TextTransformer(77, 1000, 16, 2, 2, true));
        assertThat(read.pixelDecoder()).isEqualTo(new Architecture.PixelDecoder(64, 64, 2, 8, 4, 256, 32));
        assertThat(read.decoder())
                .isEqualTo(new Architecture.Decoder(64, 8, 128, 3, 20, false, List.of(3, 5, 7, 9, 11, 13)));
        assertThat(config.templates()).hasSize(18).startsWith("satellite imagery of {}.");
        assertThat(config.trainClasses()).hasSize(15);
        assertThat(config.maxInstances()).isEqualTo(20);
        assertThat(config.provenance())
                .containsEntry("score_file", "score_tiny.pth")
                .containsKeys("score_sha256", "config_sha256", "imported", "software");
        assertThat(config.provenance().get("software")).matches("SCORE WPS \\d.*");
    }

    @Test
    void clipFilesFillInWhatTheCheckpointLacks() throws IOException {
        Path decoder = directory.resolve("decoder.safetensors");
        Path clip = directory.resolve("clip.safetensors");
        try (TensorSource whole = CheckpointFile.open(SCORE)) {
            copy(whole, decoder, "", "backbone.|clip_rs.", false);
            copy(whole, clip, "backbone.clip_model.", "backbone.clip_model.", true);
        }
        ModelDirectory expected = CheckpointImporter.importModel(request(), ImportListener.NONE);
        for (String remoteClip : List.of("RemoteCLIP_tiny.pt", "RemoteCLIP_tiny_legacy.pt")) {
            ImportRequest request = new ImportRequest(
                    decoder,
                    Optional.of(clip),
                    Optional.of(REFERENCE.resolve("weights").resolve(remoteClip)),
                    directory.resolve(remoteClip),
                    Optional.of(CONFIG),
                    Map.of(),
                    false);
            ModelDirectory model = CheckpointImporter.importModel(request, ImportListener.NONE);
            assertThat(model.config().files()).isEqualTo(expected.config().files());
        }
    }

    @Test
    void optionsWinOverTheConfiguration() {
        ImportRequest request =
                with(Map.of("alpha", 0.25, "title", "Mine", "ground_resolution", 0.5, "train_classes", numbered(15)));
        ModelConfig config =
                CheckpointImporter.importModel(request, ImportListener.NONE).config();
        assertThat(config.alpha()).isEqualTo(0.25);
        assertThat(config.title()).isEqualTo("Mine");
        assertThat(config.groundResolution()).hasValue(0.5);
        assertThat(config.trainClasses()).endsWith("class 14");
    }

    @Test
    void wrongSettingsAreNamed() {
        assertRefused(with(Map.of("alfa", 1, "tile_size", "big")), "alfa is unknown", "tile_size must be a number");
        assertRefused(with(Map.of("alpha", 2, "decoder_heads", 7)), "alpha must be between 0 and 1", "does not divide");
        assertRefused(with(Map.of("train_classes", numbered(3))), "trained with 15 classes, but 3 are named");
        assertRefused(
                with(Map.of("pixel_decoder_heads", 7)),
                "no multiple of 3 levels times 7 heads: set pixel_decoder_heads");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aConfigurationOfAnotherModelIsNoticed() throws IOException {
        Path config = directory.resolve("config.json");
        Files.writeString(config, Files.readString(CONFIG).replace("\"queries\": 20", "\"queries\": 300"));
        assertRefused(
                request().withConfig(config),
                "the weights are not those of " + config + ": decoder.queries is 20, not 300");
    }

    @Test
    void headsThatNothingTellsAreAskedFor() {
        assertRefused(
                ImportRequest.of(SCORE, directory.resolve("model")),
                "the width 12 of backbone.clip_model.positional_embedding is no multiple of 64",
                "set text_heads; ",
                "set context_heads; ",
                "set context_text_heads");
    }

    @Test
    void whatClipFilesHoldBesideWeightsIsLeftOut() throws IOException {
        Path decoder = directory.resolve("decoder.safetensors");
        try (TensorSource whole = CheckpointFile.open(SCORE)) {
            copy(whole, decoder, "", "clip_rs.", false);
        }
        Path clip = directory.resolve("clip.safetensors");
        try (TensorSource source = CheckpointFile.open(REFERENCE.resolve("weights/RemoteCLIP_tiny.pt"))) {
            List<TensorInfo> tensors = new ArrayList<>(source.tensors());
            tensors.add(new TensorInfo("input_resolution", ElementType.I64, List.of()));
            tensors.add(new TensorInfo("attn_mask", ElementType.F16, List.of(2L, 2L)));
            tensors.add(new TensorInfo("visual.surprise", ElementType.F32, List.of()));
            try (SafetensorsWriter writer = SafetensorsWriter.create(clip, tensors, Map.of())) {
                for (TensorInfo info : source.tensors()) {
                    writer.write(source.data(info.name()));
                }
                writer.write(ByteBuffer.allocate(8 + 8 + 4));
                writer.finish();
            }
        }
        ImportRequest request = new ImportRequest(
                decoder,
                Optional.empty(),
                Optional.of(clip),
                directory.resolve("model"),
                Optional.of(CONFIG),
                Map.of(),
                false);
        assertRefused(request, "1 unexpected: clip_rs.clip_model.visual.surprise");
    }

    @Test
    void existingDirectoriesAreKept() throws IOException {
        CheckpointImporter.importModel(request(), ImportListener.NONE);
        assertRefused(request(), "is there already; use --force");
        ImportRequest force = new ImportRequest(
                SCORE,
                Optional.empty(),
                Optional.empty(),
                request().out(),
                Optional.of(CONFIG),
                Map.of("title", "Second"),
                true);
        assertThat(CheckpointImporter.importModel(force, ImportListener.NONE)
                        .config()
                        .title())
                .isEqualTo("Second");
        assertThat(names()).containsExactly("model");
        Files.delete(request().out().resolve("model.json"));
        assertRefused(force, "is no model directory, so it is not replaced");
    }

    @Test
    void stoppedImportsLeaveNothing() {
        assertThatThrownBy(() -> CheckpointImporter.importModel(request(), (step, done, total) -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void progressReachesTheEnd() {
        Map<String, Long> done = new HashMap<>();
        Map<String, Long> totals = new HashMap<>();
        CheckpointImporter.importModel(request(), (step, now, total) -> {
            assertThat(now).isGreaterThan(done.getOrDefault(step, 0L));
            done.put(step, now);
            totals.put(step, total);
        });
        assertThat(done).isEqualTo(totals).hasSize(2);
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        Path broken = directory.resolve("broken.safetensors");
        try (TensorSource whole = CheckpointFile.open(SCORE)) {
            copy(whole, broken, "", "", true);
        }
        byte[] bytes = Files.readAllBytes(broken);
        // the last tensor's last value becomes NaN
        bytes[bytes.length - 2] = (byte) 0xc0;
        bytes[bytes.length - 1] = 0x7f;
        Files.write(broken, bytes);
        ImportRequest request =
                ImportRequest.of(broken, directory.resolve("model")).withConfig(CONFIG);
        assertRefused(request, "holds NaN: such weights can't be used");
    }

    @Test
    void modelNamesAreChecked() {
        assertRefused(ImportRequest.of(SCORE, directory.resolve(".hidden")), "a model's name has letters");
        assertRefused(ImportRequest.of(SCORE, directory.resolve("a b")), "a model's name has letters");
    }

    @Test
    void unwritablePlacesAreNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(ImportRequest.of(SCORE, file.resolve("model")), "can't be written");
    }

    private static void assertRefused(ImportRequest request, String... parts) {
        assertThatThrownBy(() -> CheckpointImporter.importModel(request, ImportListener.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    private ImportRequest request() {
        return ImportRequest.of(SCORE, directory.resolve("model")).withConfig(CONFIG);
    }

    private ImportRequest with(Map<String, Object> settings) {
        return new ImportRequest(
                SCORE,
                Optional.empty(),
                Optional.empty(),
                directory.resolve("model"),
                Optional.of(CONFIG),
                settings,
                false);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static List<String> numbered(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "class " + i).toList();
    }

    /** Copies the tensors whose names start, or do not start, as the pattern says, and takes a prefix off them. */
    private static void copy(TensorSource source, Path file, String prefix, String pattern, boolean matching)
            throws IOException {
        List<TensorInfo> chosen = new ArrayList<>();
        List<TensorInfo> renamed = new ArrayList<>();
        for (TensorInfo info : source.tensors()) {
            if (info.name().matches("(" + pattern + ").*") == matching) {
                chosen.add(info);
                renamed.add(new TensorInfo(info.name().substring(prefix.length()), info.type(), info.shape()));
            }
        }
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, renamed, Map.of())) {
            for (TensorInfo info : chosen) {
                writer.write(source.data(info.name()));
            }
            writer.finish();
        }
    }

    private static String sha256(ByteBuffer data) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(data);
        return HexFormat.of().formatHex(digest.digest());
    }
}

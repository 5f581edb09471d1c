package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.semantic.BytePairTokenizer;
import org.scorewps.engine.network.semantic.TextEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.network.tensor.Weights;
import org.scorewps.engine.vocabulary.Vocabulary;

/** What is left out, shared or kept changes no result, and nothing is left behind. */
@Tag("slow")
class SavingsTest {
    private static final InferenceSettings SETTINGS = new InferenceSettings(0.4, 0.8, 0, 20);
    private static final Path STATUS = Path.of("/proc/self/status");

    @TempDir
    private static Path temp;

    private static ModelDirectory directory;
    private static ScoreModel model;
    private static ImageTile tile;

    @BeforeAll
    static void load() throws IOException {
        prepareThread();
        directory = TinyModel.importTo(temp.resolve("tiny"), TinyModel.CHECKPOINT, Map.of());
        model = ScoreModel.load(directory, Device.cpu());
        tile = TinyModel.tiles("iii_2x128x128").get(1);
    }

    @AfterAll
    static void free() {
        model.close();
    }

    @Test
    void classifyingOnlyTheLastHeadGivesTheSameBits() throws IOException {
        AtomicInteger heads = new AtomicInteger();
        Trace counting = (stage, name, tensor) -> {
            if (name.endsWith(".pred_logits")) {
                heads.incrementAndGet();
            }
        };
        for (ImageTile picture : TinyModel.tiles("i_256x320")) {
            assertThat(numbers(picture, TinyModel.CLASSES, Trace.NONE))
                    .containsExactly(numbers(picture, TinyModel.CLASSES, counting));
        }
        assertThat(heads).hasValue(4);
    }

    /** Not bit for bit: attention over another length sums in another order. */
    @Test
    void textIsTheSameWhenNothingIsCutOff() throws IOException {
        try (SafetensorsFile file = directory.openWeights();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            TextEncoder encoder = new TextEncoder(
                    ops,
                    Weights.load(file, manager).at("backbone.clip_model"),
                    directory.config().architecture().textTower());
            BytePairTokenizer tokenizer = new BytePairTokenizer(encoder.contextLength());
            int[] ship = ids(tokenizer, "aerial photo of a ship.");
            // fills the whole context, so nothing can be cut off the others
            int[] full = ids(tokenizer, "a very long name ".repeat(30));
            float[] alone = encoder.forward(manager, new int[][] {ship}).toFloatArray();
            float[] beside =
                    encoder.forward(manager, new int[][] {ship, full}).get(0).toFloatArray();
            assertThat(full[full.length - 1]).isPositive();
            assertThat(alone).hasSize(64);
            ReferenceTensors.assertClose("text", alone, beside);
        }
    }

    @Test
    void aKnownVocabularyIsNotEmbeddedAgain() throws IOException {
        AtomicInteger embeddings = new AtomicInteger();
        Trace counting = (stage, name, tensor) -> {
            if (stage.equals("text") && name.equals("text_classifier")) {
                embeddings.incrementAndGet();
            }
        };
        try (ScoreModel fresh = ScoreModel.load(directory, Device.cpu())) {
            Vocabulary other = Vocabulary.parse("quarry; wind turbine");
            float[] first = numbers(fresh, tile, other, counting);
            numbers(fresh, tile, TinyModel.CLASSES, counting);
            assertThat(numbers(fresh, tile, Vocabulary.parse("quarry; wind turbine"), counting))
                    .containsExactly(first);
            assertThat(embeddings).hasValue(2);
        }
    }

    @Test
    void manyThreadsGetTheSameBits() throws Exception {
        List<Vocabulary> vocabularies = List.of(
                TinyModel.CLASSES, Vocabulary.parse("ship"), Vocabulary.parse("tree,forest; road; building,house"));
        List<float[]> expected = vocabularies.stream()
                .map(vocabulary -> numbers(tile, vocabulary, Trace.NONE))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Vocabulary vocabulary = vocabularies.get(i % vocabularies.size());
                results.add(threads.submit(() -> {
                    prepareThread();
                    return numbers(tile, vocabulary, Trace.NONE);
                }));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).containsExactly(expected.get(i % expected.size()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void memoryStaysFlat() throws IOException {
        assumeThat(Files.isReadable(STATUS)).isTrue();
        List<ImageTile> batch = List.of(tile);
        long least = Long.MAX_VALUE;
        long before = residentKilobytes();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 50; i++) {
                model.detect(batch, TinyModel.CLASSES, SETTINGS);
            }
            long after = residentKilobytes();
            least = Math.min(least, after - before);
            before = after;
        }
        // what leaks is lost in every round alike, here half a megabyte a pass; heap and allocator grow in some only
        assertThat(least).isLessThan(50 * 512);
    }

    /** Small tensors that would stay until the model is closed: too little to see in the process's size. */
    @Test
    void noTensorStaysBehind() {
        try (SafetensorsFile file = directory.openWeights();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            ModelConfig config = directory.config();
            Weights weights = Weights.load(file, manager);
            ScoreNetwork network = new ScoreNetwork(ops, weights, config);
            VocabularyEncoder vocabularies = new VocabularyEncoder(manager, ops, weights, config);
            TextEmbeddings words = vocabularies.encode(TinyModel.CLASSES, Trace.NONE);
            int before = manager.getManagedArrays().size();
            vocabularies.encode(Vocabulary.parse("quarry; wind turbine"), Trace.NONE);
            try (NDManager pass = manager.newSubManager()) {
                NDArray image = pass.zeros(new Shape(1, 3, 64, 96));
                network.forward(image, words, new float[words.seen().length], true, Trace.NONE);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepareThread() {
        new ScoreModelLoader().prepareThread(Runtime.getRuntime().availableProcessors());
    }

    private static float[] numbers(ImageTile picture, Vocabulary vocabulary, Trace trace) {
        return numbers(model, picture, vocabulary, trace);
    }

    /** All class and mask logits of a picture, one after the other. */
    private static float[] numbers(ScoreModel of, ImageTile picture, Vocabulary vocabulary, Trace trace) {
        return of.forward(List.of(picture), vocabulary, SETTINGS, trace, (output, i, size) -> {
                    float[] classes = output.classes().toFloatArray();
                    float[] masks = output.masks().toFloatArray();
                    float[] all = Arrays.copyOf(classes, classes.length + masks.length);
                    System.arraycopy(masks, 0, all, classes.length, masks.length);
                    return all;
                })
                .get(0);
    }

    private static int[] ids(BytePairTokenizer tokenizer, String text) {
        return tokenizer.encode(text);
    }

    /** Resident memory after a garbage collection: the heap must not hide what the native side does. */
    private static long residentKilobytes() throws IOException {
        System.gc();
        String size = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(size.replaceAll("\\D", ""));
    }
}

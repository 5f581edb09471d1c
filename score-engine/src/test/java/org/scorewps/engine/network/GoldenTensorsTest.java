package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.vocabulary.Vocabulary;

/** Every stage of the network against tensors from the authors' own code. */
class GoldenTensorsTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final Vocabulary CLASSES = Vocabulary.parse(
            "airplane;ship;storage tank;baseball diamond;tennis court,court;harbor;bridge;vehicle,car,truck");
    private static final List<String> STAGES = List.of("backbone", "rsclip", "gca", "pixel_decoder", "decoder", "post");

    /** What depends on the sign of each cell of a head's mask. */
    private static final Pattern AFTER_MASK_SIGN =
            Pattern.compile("maskpool|class_embed_before_rai|rai_in|class_embed_after_rai|pred_logits");

    @TempDir
    private static Path temp;

    private static ScoreModel model;

    @BeforeAll
    static void load() {
        ModelDirectory directory = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(Runtime.getRuntime().availableProcessors());
        model = ScoreModel.load(directory, Device.cpu());
    }

    @AfterAll
    static void free() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i_256x320", "ii_200x333", "iii_2x128x128"})
    void everyStageIsTheReference(String input) throws Exception {
        Map<String, float[]> expected = new HashMap<>();
        for (String stage : STAGES) {
            read(REFERENCE.resolve("golden/" + input + "/" + stage + ".safetensors"), stage, expected);
        }
        Set<String> open = new TreeSet<>(expected.keySet());
        open.removeIf(name -> name.startsWith("post/img"));
        List<String> wrong = new ArrayList<>();
        Set<Integer> flipped = new TreeSet<>();
        AtomicInteger flips = new AtomicInteger();
        Trace compare = (stage, name, tensor) -> {
            for (int step : new int[] {1, 2, 4}) {
                String key = stage + "/" + name + (step == 1 ? "" : "_stride" + step);
                if (expected.containsKey(key)) {
                    NDArray array = tensor.get();
                    NDArray kept = step == 1 ? array : array.get(":, :, ::" + step + ", ::" + step);
                    float[] actual = kept.toType(DataType.FLOAT32, true).toFloatArray();
                    if (key.endsWith("pred_masks")) {
                        flipped.clear();
                        flipped.addAll(flippedRows(array, expected.get(key)));
                        flips.addAndGet(flipped.size());
                    }
                    if (AFTER_MASK_SIGN.matcher(key).find()) {
                        forget(flipped, kept, actual, expected.get(key));
                    }
                    double worst = worst(actual, expected.get(key));
                    if (!(worst <= 1)) {
                        wrong.add(key + " " + worst);
                    }
                    open.remove(key);
                }
            }
        };
        model.forward(
                tiles(input), CLASSES, new InferenceSettings(0.4, 0.8, 0, 20), compare, (output, i, size) -> size);
        assertThat(wrong).isEmpty();
        assertThat(open).isEmpty();
        assertThat(flips.get()).as("cells whose mask logit has another sign").isLessThanOrEqualTo(2);
    }

    /** Rows (batch and query) of which a mask logit has another sign: pooling over that mask is another sum. */
    private static List<Integer> flippedRows(NDArray masks, float[] expected) {
        float[] actual = masks.toFloatArray();
        int cells = Math.toIntExact(masks.getShape().get(2) * masks.getShape().get(3));
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] > 0 != expected[i] > 0) {
                rows.add(i / cells);
            }
        }
        return rows;
    }

    private static void forget(Set<Integer> rows, NDArray array, float[] actual, float[] expected) {
        long[] shape = array.getShape().getShape();
        int width = Math.toIntExact(shape[shape.length - 1]);
        for (int row : rows) {
            Arrays.fill(actual, row * width, (row + 1) * width, 0);
            Arrays.fill(expected, row * width, (row + 1) * width, 0);
        }
    }

    /** Largest difference in units of the tolerance 5e-5 + 1e-5 |value|. */
    private static double worst(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double ratio = Math.abs((double) actual[i] - expected[i]) / (5e-5 + 1e-5 * Math.abs(expected[i]));
            worst = Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : Math.max(worst, ratio);
        }
        return worst;
    }

    private static List<ImageTile> tiles(String input) throws Exception {
        List<ImageTile> tiles = new ArrayList<>();
        try (SafetensorsFile file = SafetensorsFile.open(REFERENCE.resolve("golden/" + input + "/input.safetensors"))) {
            for (int i = 0; file.contains("img" + i + ".image_uint8"); i++) {
                TensorInfo info = file.info("img" + i + ".image_uint8");
                int height = info.shape().get(1).intValue();
                int width = info.shape().get(2).intValue();
                ByteBuffer planes = file.data(info.name());
                byte[] rgb = new byte[3 * height * width];
                for (int c = 0; c < 3; c++) {
                    for (int p = 0; p < height * width; p++) {
                        rgb[3 * p + c] = planes.get(c * height * width + p);
                    }
                }
                tiles.add(new ImageTile(width, height, rgb));
            }
        }
        return tiles;
    }

    private static void read(Path path, String stage, Map<String, float[]> into) throws Exception {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            for (TensorInfo info : file.tensors()) {
                ByteBuffer data = file.data(info.name()).order(ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[Math.toIntExact(info.elements())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = info.type() == ElementType.F32
                            ? data.getFloat(4 * i)
                            : info.type() == ElementType.U8 ? data.get(i) & 0xff : data.getInt(4 * i);
                }
                into.put(stage + "/" + info.name(), values);
            }
        }
    }
}

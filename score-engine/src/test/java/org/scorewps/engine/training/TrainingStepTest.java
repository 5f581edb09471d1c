package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ImageNormalization;
import org.scorewps.engine.network.ReferenceTensors;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.VocabularyEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/** One training step against the authors' own code: same numbers in, same losses, gradients and parameters out. */
@Tag("slow")
class TrainingStepTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final LossSettings SETTINGS = new LossSettings(2, 5, 5, 0.1, 512, 3, 0.75);

    /**
     * Relative difference of gradients. One query of the last head pools over a mask of which one cell has another sign
     * by rounding, which changes its gradients a little.
     */
    private static final double GRADIENT = 5e-4;

    @TempDir
    private Path temp;

    private SafetensorsFile weightsFile;
    private NDManager manager;
    private Ops ops;
    private ModelConfig config;
    private TrainableWeights weights;
    private ReferenceTensors inputs;

    @BeforeEach
    void load() {
        new ScoreModelLoader().prepareThread(1);
        ModelDirectory directory = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        weightsFile = directory.openWeights();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
        config = directory.config();
        weights = TrainableWeights.load(weightsFile, manager, TrainableWeights.WITHOUT_TOWERS);
        inputs = ReferenceTensors.open("train/step_inputs_and_matching.safetensors", manager);
    }

    @AfterEach
    void free() throws Exception {
        inputs.close();
        ops.close();
        manager.close();
        weightsFile.close();
    }

    @Test
    void lossesGradientsAndStepsAreTheReference() throws Exception {
        Recorded random = new Recorded();
        Map<String, float[]> logits = new HashMap<>();
        Trace trace = (stage, name, tensor) -> {
            if (name.endsWith("pred_logits") || name.equals("head3.pred_masks")) {
                logits.put(name, tensor.get().toFloatArray());
            }
        };
        TrainingStep.Result result = run(true, random, trace);
        for (int head = 0; head < 4; head++) {
            String name = "head" + head + ".pred_logits";
            // the weights of the soft masks, sigmoid(10 m), move by up to 2.5 times what the mask logits do
            double noise = measured("decoder/pred_logits") + 2.5 * measured("decoder/pred_masks");
            float[] theirs = head == 3 ? withoutFlipped(logits) : inputs.floats(name);
            ReferenceTensors.assertClose(name, logits.get(name), theirs, noise);
        }
        JsonObject expected = expected();
        assertLosses(result, expected, "losses_weighted_float64");
        double total = expected.get("total").getAsDouble();
        double totalNoise = Math.abs(total - expected.get("total_float64").getAsDouble());
        ReferenceTensors.assertClose(
                "total", new float[] {(float) result.total()}, new float[] {(float) total}, totalNoise);
        assertThat(random.unused()).isZero();
        try (ReferenceTensors reference = ReferenceTensors.open("train/gradients_and_step.safetensors", manager)) {
            assertGradients(reference, expected.getAsJsonObject("grad_norm_per_parameter"));
            Optimizer optimizer = new Optimizer(ops, manager, weights.trained(), 0.05, 0.01);
            double norm = optimizer.step(0.01);
            assertThat(norm)
                    .isCloseTo(
                            expected.get("grad_norm_total_before_clipping").getAsDouble(),
                            withinPercentage(100 * GRADIENT));
            weights.trained().forEach((name, parameter) -> {
                String key = "after_step_lr0.01." + name;
                if (reference.contains(key)) {
                    assertNear(key, parameter.toFloatArray(), reference.floats(key), 0.1 * 0.01);
                }
            });
        }
    }

    @Test
    void theSmallStepIsTheReference() throws Exception {
        run(true, new Recorded(), Trace.NONE);
        try (ReferenceTensors reference = ReferenceTensors.open("train/gradients_and_step.safetensors", manager)) {
            new Optimizer(ops, manager, weights.trained(), 0.05, 0.01).step(1.25e-5);
            int compared = 0;
            for (Map.Entry<String, NDArray> one : weights.trained().entrySet()) {
                String key = "after_step." + one.getKey();
                if (reference.contains(key)) {
                    assertNear(key, one.getValue().toFloatArray(), reference.floats(key), 0.1 * 1.25e-5);
                    compared++;
                }
            }
            assertThat(compared).isEqualTo(28);
        }
    }

    /** With the reference's own gradients no rounding of ours is in the way. */
    @Test
    void adamWIsTheReference() throws Exception {
        double norm = expected().get("grad_norm_total_before_clipping").getAsDouble();
        try (ReferenceTensors reference = ReferenceTensors.open("train/gradients_and_step.safetensors", manager)) {
            weights.trained().forEach((name, parameter) -> {
                if (reference.contains("grad." + name)) {
                    double[] numbers = {
                        0.01, Optimizer.decayOf(name, 0.05), 0.9, 0.999, 1e-8, 0.1, Math.sqrt(0.001), 0.01 / norm
                    };
                    NDArray zeros = manager.zeros(parameter.getShape());
                    ops.adamW(
                            parameter,
                            reference.get("grad." + name),
                            zeros,
                            zeros.duplicate(),
                            manager.create(numbers));
                    String key = "after_step_lr0.01." + name;
                    assertNear(key, parameter.toFloatArray(), reference.floats(key), 2e-6);
                }
            });
        }
    }

    @Test
    void onceTheKernelIsFixedLossesAreTheReference() throws Exception {
        TrainingStep.Result result = run(false, new Recorded(), Trace.NONE);
        assertLosses(result, expected().getAsJsonObject("fixed_kernel_phase"), "none");
        NDArray logits = weights.trained().get("sem_seg_head.predictor.kernel_size_logits");
        float[] before = logits.toFloatArray();
        new Optimizer(ops, manager, weights.trained(), 0.05, 0.01).step(0.01);
        assertThat(logits.toFloatArray())
                .as("what has no gradient isn't decayed")
                .isEqualTo(before);
    }

    /** Each has the whole batch as its half of one twice as large, whose gradients are the same. */
    @Test
    void replicasSumToTheBatch() {
        run(weights, 1, false, new Recorded(), Trace.NONE);
        Map<String, float[]> alone = new HashMap<>();
        Gradients.sum(List.of(weights.trained())).forEach((name, sum) -> alone.put(name, sum.toFloatArray()));
        weights.zeroGradients();
        TrainableWeights other = weights.replica();
        run(weights, 2, false, new Recorded(), Trace.NONE);
        run(other, 2, false, new Recorded(), Trace.NONE);
        Map<String, NDArray> sums = Gradients.sum(List.of(weights.trained(), other.trained()));
        assertThat(sums).hasSizeGreaterThan(100);
        sums.forEach((name, sum) -> {
            float[] expected = alone.get(name);
            float largest = 0;
            for (float g : expected) {
                largest = Math.max(largest, Math.abs(g));
            }
            assertNear(name, sum.toFloatArray(), expected, 1e-7 + 1e-5 * largest);
        });
        // the same memory: what changes one changes the other
        new Optimizer(ops, manager, weights.trained(), 0.05, 0.01).step(0.01);
        weights.trained()
                .forEach((name, one) -> assertThat(other.trained().get(name).toFloatArray())
                        .as(name)
                        .isEqualTo(one.toFloatArray()));
    }

    @Test
    void everyParameterHasItsGroup() throws Exception {
        JsonObject groups = expected().getAsJsonObject("param_groups");
        assertThat(weights.trained().keySet()).isEqualTo(groups.keySet());
        groups.entrySet().forEach(group -> assertThat(Optimizer.decayOf(group.getKey(), 0.05))
                .as(group.getKey())
                .isEqualTo(
                        group.getValue().getAsJsonObject().get("weight_decay").getAsDouble()));
    }

    private static List<BitSet> masks(NDArray masks) {
        int pixels = (int) masks.getShape().get(1) * (int) masks.getShape().get(2);
        float[] values = masks.toType(DataType.FLOAT32, true).toFloatArray();
        return IntStream.range(0, values.length / pixels)
                .mapToObj(i -> {
                    BitSet bits = new BitSet(pixels);
                    IntStream.range(0, pixels)
                            .filter(p -> values[i * pixels + p] > 0)
                            .forEach(bits::set);
                    return bits;
                })
                .toList();
    }

    private TrainingStep.Result run(boolean mix, RandomNumbers random, Trace trace) {
        return run(weights, 1, mix, random, trace);
    }

    private TrainingStep.Result run(
            TrainableWeights weights, int parts, boolean mix, RandomNumbers random, Trace trace) {
        List<ImageTile> images = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            NDArray planes = inputs.get("img" + i + ".image_uint8");
            int height = (int) planes.getShape().get(1);
            int width = (int) planes.getShape().get(2);
            float[] interleaved = planes.transpose(1, 2, 0).flatten().toFloatArray();
            byte[] rgb = new byte[interleaved.length];
            for (int p = 0; p < rgb.length; p++) {
                rgb[p] = (byte) interleaved[p];
            }
            images.add(new ImageTile(width, height, rgb));
            float[] labels = inputs.floats("img" + i + ".gt_classes");
            targets.add(new Target(
                    IntStream.range(0, labels.length).map(k -> (int) labels[k]).toArray(),
                    masks(inputs.get("img" + i + ".gt_masks")),
                    height,
                    width));
        }
        Vocabulary vocabulary = new Vocabulary(config.trainClasses().stream()
                .map(name -> new ClassName(List.of(name)))
                .toList());
        TextEmbeddings text =
                new VocabularyEncoder(manager, ops, weights.weights(), config).encode(vocabulary, Trace.NONE);
        try (NDManager pass = manager.newSubManager()) {
            NDArray image = new ImageNormalization(ops, config).forward(pass, images);
            return new TrainingStep(ops, weights.weights(), config, SETTINGS)
                    .run(
                            image,
                            text,
                            targets,
                            new TrainingStep.Share(parts, parts * TrainingStep.Share.objects(targets)),
                            mix,
                            random,
                            trace);
        }
    }

    private void assertGradients(ReferenceTensors reference, JsonObject norms) {
        int compared = 0;
        for (Map.Entry<String, NDArray> one : weights.trained().entrySet()) {
            float[] gradient = one.getValue().getGradient().toFloatArray();
            double norm = 0;
            for (float g : gradient) {
                norm += (double) g * g;
            }
            double expected = norms.get(one.getKey()).getAsDouble();
            assertThat(Math.sqrt(norm)).as(one.getKey()).isCloseTo(expected, within(5e-5 + GRADIENT * expected));
            String key = "grad." + one.getKey();
            if (reference.contains(key)) {
                float[] stored = reference.floats(key);
                float largest = 0;
                for (float g : stored) {
                    largest = Math.max(largest, Math.abs(g));
                }
                assertNear(key, gradient, stored, 5e-5 + GRADIENT * largest);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(28);
    }

    /** The last head's logits, those of queries left out that have a mask logit of another sign by rounding. */
    private float[] withoutFlipped(Map<String, float[]> ours) {
        float[] expected = inputs.floats("head3.pred_logits");
        float[] masks = inputs.floats("head3.pred_masks");
        int queries = 40;
        int flipped = 0;
        for (int p = 0; p < masks.length; p++) {
            if (masks[p] > 0 != ours.get("head3.pred_masks")[p] > 0) {
                int row = p / (masks.length / queries);
                int width = expected.length / queries;
                System.arraycopy(ours.get("head3.pred_logits"), row * width, expected, row * width, width);
                flipped++;
            }
        }
        assertThat(flipped).as("of forty rows, one in twenty").isLessThanOrEqualTo(2);
        return expected;
    }

    private static void assertNear(String name, float[] actual, float[] expected, double tolerance) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
        }
        assertThat(worst).as(name).isLessThanOrEqualTo(tolerance);
    }

    /** The noise of the losses is what their float64 run says, or of the same size where there was none. */
    private static void assertLosses(TrainingStep.Result result, JsonObject expected, String precise) {
        JsonObject losses = expected.getAsJsonObject("losses_unweighted");
        assertThat(result.losses()).hasSize(losses.size());
        result.losses().forEach((name, loss) -> {
            double value = losses.get("loss_" + name).getAsDouble();
            double noise = 5e-6;
            if (expected.has(precise)) {
                double weighted = expected.getAsJsonObject("losses_weighted")
                        .get("loss_" + name)
                        .getAsDouble();
                double exact =
                        expected.getAsJsonObject(precise).get("loss_" + name).getAsDouble();
                noise = Math.abs(weighted - exact) * value / weighted;
            }
            float[] ours = {loss.floatValue()};
            ReferenceTensors.assertClose(name, ours, new float[] {(float) value}, noise);
        });
    }

    /** The noise of the reference at inference, of the batch that is trained with here. */
    private static double measured(String tensor) throws Exception {
        return JsonParser.parseString(Files.readString(REFERENCE.resolve("golden/measured.json")))
                .getAsJsonObject()
                .getAsJsonObject("tolerance")
                .getAsJsonObject("iii_2x128x128")
                .getAsJsonObject(tensor)
                .get("f64_max_abs_diff")
                .getAsDouble();
    }

    private static JsonObject expected() throws Exception {
        return JsonParser.parseString(Files.readString(REFERENCE.resolve("train/losses_and_settings.json")))
                .getAsJsonObject();
    }

    /** The random numbers that the reference drew, in the order in which it drew them. */
    private final class Recorded implements RandomNumbers {
        private final float[] noise = inputs.floats("gumbel_noise");
        private final Iterator<String> names;
        private int head;
        private int left;

        Recorded() {
            List<String> order = new ArrayList<>();
            for (int h : new int[] {3, 0, 1, 2}) {
                order.add("rand.head" + h + ".matcher.img0");
                order.add("rand.head" + h + ".matcher.img1");
                order.add("rand.head" + h + ".criterion.oversample");
                order.add("rand.head" + h + ".criterion.random");
            }
            names = order.iterator();
            left = order.size();
        }

        int unused() {
            return left;
        }

        @Override
        public float[] gumbel(int count) {
            float[] row = new float[count];
            System.arraycopy(noise, head++ * count, row, 0, count);
            return row;
        }

        @Override
        public float[] uniform(String purpose, int count) {
            String name = names.next();
            left--;
            assertThat(name).contains(purpose);
            float[] numbers = inputs.floats(name);
            assertThat(numbers).hasSize(count);
            return numbers;
        }
    }
}

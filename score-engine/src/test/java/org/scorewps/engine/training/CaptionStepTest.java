package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.VocabularyEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.training.data.CaptionedWindow;
import org.scorewps.engine.vocabulary.Vocabulary;

@Tag("slow")
class CaptionStepTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final int[][] COLOURS = {{250, 40, 40}, {40, 250, 40}, {40, 40, 250}};

    @TempDir
    private Path temp;

    private SafetensorsFile file;
    private NDManager manager;
    private Ops ops;
    private TrainableWeights weights;
    private CaptionStep step;
    private TextEmbeddings text;

    @BeforeEach
    void load() throws Exception {
        new ScoreModelLoader().prepareThread(1);
        ModelDirectory tiny = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        file = tiny.openWeights();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
        weights = TrainableWeights.load(file, manager, name -> name.startsWith("backbone.clip_model.visual."));
        step = new CaptionStep(ops, weights.weights(), tiny.config());
        text = new VocabularyEncoder(manager, ops, weights.weights(), tiny.config())
                .encode(Vocabulary.parse("ship; plane; car"), Trace.NONE);
    }

    @AfterEach
    void free() throws Exception {
        ops.close();
        manager.close();
        file.close();
    }

    /** In each window all three colours are to be seen; only the place tells which is meant. */
    private static List<CaptionedWindow> windows(int count, Random random) {
        List<CaptionedWindow> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int turn = random.nextInt(3);
            byte[] rgb = new byte[96 * 96 * 3];
            for (int at = 0; at < rgb.length; at++) {
                int band = at / 3 % 96 / 32;
                rgb[at] = (byte) (COLOURS[(band + turn) % 3][at % 3] + random.nextInt(-30, 6));
            }
            int band = random.nextInt(3);
            windows.add(new CaptionedWindow(
                    (band + turn) % 3, new ImageTile(96, 96, rgb), band * 32 + 4, 8, band * 32 + 28, 80));
        }
        return windows;
    }

    @Test
    void thePlaceIsWhatTheCaptionSpeaksOf() {
        Optimizer optimizer = new Optimizer(ops, manager, weights.trained(), 0.01, 1);
        Random random = new Random(1);
        double first = step.run(manager, windows(8, random), text, 1);
        double last = first;
        for (int i = 0; i < 25; i++) {
            optimizer.step(3e-3);
            weights.zeroGradients();
            last = step.run(manager, windows(8, random), text, 1);
        }
        assertThat(last).isLessThan(0.5 * first);
        assertThat(step.recall(manager, windows(24, random), text)).isGreaterThan(0.9);
    }

    @Test
    void gradientsAreAddedWithTheirWeight() {
        List<CaptionedWindow> windows = windows(4, new Random(2));
        Map<String, float[]> once = gradients(() -> step.run(manager, windows, text, 1));
        Map<String, float[]> twice = gradients(() -> {
            step.run(manager, windows, text, 0.5);
            step.run(manager, windows, text, 1.5);
        });
        assertThat(once.keySet()).contains("backbone.clip_model.visual.head.mlp.fc2.weight");
        once.forEach((name, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                assertThat(twice.get(name)[i])
                        .isCloseTo(2 * gradient[i], org.assertj.core.api.Assertions.within(1e-4f));
            }
        });
    }

    private Map<String, float[]> gradients(Runnable passes) {
        weights.zeroGradients();
        passes.run();
        Map<String, float[]> gradients = new TreeMap<>();
        weights.trained().forEach((name, parameter) -> {
            if (parameter.hasGradient()) {
                try (NDArray gradient = parameter.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                }
            }
        });
        return gradients;
    }

    @Test
    void nothingStaysOfAStep() {
        step.run(manager, windows(2, new Random(3)), text, 1);
        int before = manager.getManagedArrays().size();
        step.run(manager, windows(2, new Random(4)), text, 1);
        step.recall(manager, windows(2, new Random(5)), text);
        assertThat(manager.getManagedArrays()).hasSize(before);
    }
}

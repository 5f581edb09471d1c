package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.semantic.BytePairTokenizer;
import org.scorewps.engine.network.tensor.Ops;

class ContrastiveStepTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    /** So many that it has learned all there is, however its first steps go: these differ between processors. */
    private static final int STEPS = 60;

    private static final String[] CAPTIONS = {"a red field.", "green water.", "blue roofs of a town.", "white sand."};
    private static final float[][] COLOURS = {{2, -1, -1}, {-1, 2, -1}, {-1, -1, 2}, {2, 2, 2}};

    @TempDir
    private Path temp;

    private SafetensorsFile file;
    private NDManager manager;
    private Ops ops;
    private TrainableWeights weights;
    private ContrastiveStep step;
    private int[][] tokens;

    @BeforeEach
    void load() throws Exception {
        new ScoreModelLoader().prepareThread(1);
        ModelDirectory tiny = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        ModelDirectory start =
                NewModel.create(tiny.config().withArchitecture(oneTextTower(tiny)), 5, temp.resolve("new"));
        file = start.openWeights();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
        weights = TrainableWeights.load(file, manager, TrainableWeights.WITHOUT_TOWERS.negate());
        step = new ContrastiveStep(ops, weights.weights(), start.config().architecture());
        BytePairTokenizer tokenizer = new BytePairTokenizer(77);
        tokens = Arrays.stream(CAPTIONS)
                .map(caption -> tokenizer.encode(caption))
                .toArray(int[][]::new);
    }

    /** The tiny reference's own remote-sensing text tower knows 1,000 tokens only. */
    private static Architecture oneTextTower(ModelDirectory tiny) {
        return tiny.config().architecture().withoutContextTextTower();
    }

    @AfterEach
    void free() throws Exception {
        ops.close();
        manager.close();
        file.close();
    }

    @Test
    void picturesFindTheirCaptions() {
        Optimizer optimizer = new Optimizer(ops, manager, weights.trained(), 0.01, 1);
        Random random = new Random(1);
        double first = 0;
        double last = 0;
        for (int i = 0; i < STEPS; i++) {
            try (NDManager pass = manager.newSubManager()) {
                ContrastiveStep.Result loss = step.run(images(pass, random), tokens);
                optimizer.step(1e-3);
                weights.zeroGradients();
                first = i == 0 ? loss.general() + loss.context() : first;
                last = loss.general() + loss.context();
            }
        }
        try (NDManager pass = manager.newSubManager()) {
            ContrastiveStep.Result recall = step.recall(images(pass, random), tokens);
            assertThat(recall.general()).isEqualTo(1);
            assertThat(recall.context()).isEqualTo(1);
        }
        assertThat(last).isLessThan(0.5 * first);
    }

    @Test
    void gradientsAreTheSlopes() {
        NDArray scale = weights.trained().get("backbone.clip_model.logit_scale");
        float delta = 1e-2f;
        double[] around = new double[3];
        double slope = 0;
        for (int side = -1; side <= 1; side++) {
            try (NDManager pass = manager.newSubManager()) {
                shift(scale, side * delta);
                ContrastiveStep.Result loss = step.run(images(pass, new Random(3)), tokens);
                around[side + 1] = loss.general() + loss.context();
                slope = side == 0 ? scale.getGradient().getFloat() : slope;
                shift(scale, -side * delta);
                weights.zeroGradients();
            }
        }
        assertThat(slope).isNotZero().isCloseTo((around[2] - around[0]) / (2 * delta), within(2e-3));
    }

    private void shift(NDArray parameter, float by) {
        try (NDArray change = manager.full(parameter.getShape(), by)) {
            parameter.addi(change);
        }
    }

    private static NDArray images(NDManager manager, Random random) {
        int size = 32;
        float[] values = new float[4 * 3 * size * size];
        for (int i = 0; i < values.length; i++) {
            int plane = Math.floorDiv(i, size * size);
            values[i] = COLOURS[Math.floorDiv(plane, 3)][plane % 3] + 0.3f * (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(4, 3, size, size)).duplicate();
    }
}

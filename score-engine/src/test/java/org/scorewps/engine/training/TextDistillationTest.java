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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.semantic.BytePairTokenizer;
import org.scorewps.engine.network.tensor.Ops;

class TextDistillationTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @Test
    void theStudentPointsWhereTheTeacherPoints(@TempDir Path temp) throws Exception {
        new ScoreModelLoader().prepareThread(1);
        ModelDirectory tiny = CheckpointImporter.importModel(
                ImportRequest.of(REFERENCE.resolve("weights/score_tiny.pth"), temp.resolve("tiny"))
                        .withConfig(REFERENCE.resolve("config_tiny.json")),
                ImportListener.NONE);
        ModelDirectory start = NewModel.create(tiny.config(), 2, temp.resolve("new"));
        BytePairTokenizer tokenizer = new BytePairTokenizer(77);
        int[][] tokens = Arrays.stream("ship,boat,truck,lorry,tennis court,harbour,plane,storage tank".split(",", -1))
                .map(phrase -> tokenizer.encode(phrase))
                .toArray(int[][]::new);
        try (SafetensorsFile file = start.openWeights();
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            TrainableWeights weights = TrainableWeights.load(file, manager, TrainableWeights.WITHOUT_TOWERS.negate());
            TextDistillation distillation =
                    new TextDistillation(ops, weights.weights(), tiny.config().architecture());
            NDArray targets = ops.l2Normalize(random(manager, tokens.length, 64));
            double before = distillation.agreement(manager, tokens, targets);
            Optimizer optimizer = new Optimizer(ops, manager, weights.trained(), 0, 1);
            for (int i = 0; i < 60; i++) {
                distillation.run(manager, tokens, targets);
                optimizer.step(1e-2);
                weights.zeroGradients();
            }
            assertThat(before).isLessThan(0.3);
            assertThat(distillation.agreement(manager, tokens, targets)).isGreaterThan(0.9);
        }
    }

    @Test
    void targetsKeepWhatVariesMost() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            // three strong directions among twelve, off the origin
            NDArray strong =
                    random(manager, 400, 3).matMul(random(manager, 3, 12)).mul(5);
            NDArray vectors = strong.add(random(manager, 400, 12).mul(0.01)).add(7);
            NDArray targets = TextDistillation.targets(ops, vectors, 3);
            assertThat(targets.getShape()).isEqualTo(new Shape(400, 3));
            NDArray centred = ops.l2Normalize(strong.sub(strong.mean(new int[] {0}, true)));
            float[] ours = targets.matMul(targets.transpose()).toFloatArray();
            float[] theirs = centred.matMul(centred.transpose()).toFloatArray();
            for (int i = 0; i < ours.length; i++) {
                assertThat(ours[i]).isCloseTo(theirs[i], within(0.05f));
            }
        }
    }

    private static NDArray random(NDManager manager, int rows, int columns) {
        Random random = new Random((long) rows * columns);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(rows, columns)).duplicate();
    }
}

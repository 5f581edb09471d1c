package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorewps.engine.network.ReferenceTensors.assertClose;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.network.tensor.Ops;

/** What the reference's pictures don't reach: masks that cover no cell, and logits far apart. */
class OpenVocabularyClassifierTest {
    private static final float[] IN = {2, -1, 0.5f, 1};
    private static final float[] OUT = {-1, 3, 1, 0};
    private static final float[] WEIGHTS = {0.4f, 0.8f, 0.8f};

    private NDManager manager;
    private Ops ops;

    @BeforeEach
    void open() {
        new ScoreModelLoader().prepareThread(1);
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
    }

    @AfterEach
    void close() {
        ops.close();
        manager.close();
    }

    @Test
    void blendsProbabilitiesGeometrically() {
        assertClose("ensemble", ensemble(IN, OUT, 1), expected(IN, OUT, WEIGHTS));
    }

    @Test
    void aMaskThatCoversNoCellIsClassifiedInTheVocabularyOnly() {
        assertClose("ensemble", ensemble(IN, OUT, 0), expected(IN, OUT, new float[3]));
    }

    @Test
    void logitsFarApartStayFinite() {
        float[] far = {-100, 100, 0, 50};
        for (float value : ensemble(far, new float[] {100, -100, 0, 0}, 1)) {
            assertThat(value).isFinite().isBetween((float) Math.log(1e-8) - 1e-3f, 1e-6f);
        }
    }

    @Test
    void aMaskCoversACellWhereItsLogitIsPositive() {
        NDArray masks = manager.create(new float[] {-1, 0, -2, -3, -1, -1, 0.1f, -1}, new Shape(1, 2, 2, 2));
        assertThat(OpenVocabularyClassifier.coversAnything(masks).toFloatArray())
                .containsExactly(0, 1);
    }

    @Test
    void aClassIsItsBestName() {
        NDArray embedding = manager.create(new float[] {3, 4}, new Shape(1, 1, 2));
        NDArray rows = manager.create(new float[] {1, 0, 0, 1, -1, 0, 0, -1}, new Shape(1, 4, 2));
        NDArray logits = OpenVocabularyClassifier.logits(
                ops, embedding, rows, manager.create((float) Math.log(10)), new int[] {2, 1});
        assertClose("logits", logits.toFloatArray(), new float[] {8, -6, -8});
        NDArray capped = OpenVocabularyClassifier.logits(
                ops, embedding, rows, manager.create((float) Math.log(1000)), new int[] {1, 1, 1});
        assertClose("capped", capped.toFloatArray(), new float[] {60, 80, -60, -80});
    }

    private float[] ensemble(float[] in, float[] out, float valid) {
        Shape shape = new Shape(1, 1, in.length);
        return OpenVocabularyClassifier.ensemble(
                        manager.create(in, shape),
                        manager.create(out, shape),
                        WEIGHTS,
                        manager.create(new float[] {valid}, new Shape(1, 1, 1)))
                .toFloatArray();
    }

    /** The formula of section 3.6 in double precision, void put back at the end. */
    private static float[] expected(float[] in, float[] out, float[] weights) {
        double[] blended = new double[weights.length];
        double sum = 0;
        for (int k = 0; k < blended.length; k++) {
            blended[k] = Math.pow(probability(in, k, 3), 1 - weights[k]) * Math.pow(probability(out, k, 3), weights[k]);
            sum += blended[k];
        }
        double nothing = probability(in, 3, 4);
        float[] expected = new float[4];
        for (int k = 0; k < 3; k++) {
            expected[k] = (float) Math.log(blended[k] / sum * (1 - nothing) + 1e-8);
        }
        expected[3] = (float) Math.log(nothing + 1e-8);
        return expected;
    }

    private static double probability(float[] logits, int index, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += Math.exp(logits[k]);
        }
        return Math.exp(logits[index]) / sum;
    }
}

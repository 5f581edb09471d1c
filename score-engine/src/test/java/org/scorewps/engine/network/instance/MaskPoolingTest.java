package org.scorewps.engine.network.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.tensor.Ops;

class MaskPoolingTest {
    @BeforeAll
    static void prepare() {
        new ScoreModelLoader().prepareThread(1);
    }

    @Test
    void aMaskThatCoversNoMiddleOfACellCountsByItsCoverageWhereThatIsWanted() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            NDArray feature = manager.create(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, new Shape(1, 2, 2, 2));
            float[] masks = new float[3 * 8 * 8];
            Arrays.fill(masks, -5);
            // 3 pixels in the first cell's corner, 1 beside them in the second
            masks[1] = 5;
            masks[2] = 5;
            masks[3] = 5;
            masks[4] = 5;
            // the left half of the picture
            for (int i = 64; i < 128; i++) {
                masks[i] = i % 8 < 4 ? 5 : -5;
            }
            NDArray logits = manager.create(masks, new Shape(1, 3, 8, 8));
            assertThat(MaskPooling.forward(ops, logits, feature).toFloatArray()).containsExactly(0, 0, 2, 20, 0, 0);
            NDArray coverage = MaskPooling.coverage(ops, logits, 2, 2);
            assertThat(coverage.toFloatArray()).containsExactly(3f / 16, 1f / 16, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0);
            assertThat(MaskPooling.weighted(coverage, feature).toFloatArray())
                    .containsExactly(new float[] {1.25f, 12.5f, 2, 20, 0, 0}, within(1e-5f));
        }
    }

    @Test
    void cellsThatAreNoWholePixelsAreCoveredInProportion() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            float[] all = new float[7 * 5];
            Arrays.fill(all, 1);
            assertThat(MaskPooling.coverage(ops, manager.create(all, new Shape(1, 1, 7, 5)), 3, 4)
                            .toFloatArray())
                    .hasSize(12)
                    .containsOnly(1f);
        }
    }
}

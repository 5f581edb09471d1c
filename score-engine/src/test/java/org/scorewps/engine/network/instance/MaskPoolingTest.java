package org.scorewps.engine.network.instance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
    void aMaskWithoutACellTakesTheNearestWhereThatIsWanted() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            NDArray feature = manager.create(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, new Shape(1, 2, 2, 2));
            NDArray masks = manager.create(
                    new float[] {
                        -9, -8, -0.5f, -7, // lies between cells, next to the third
                        5, -1, 3, -1, // covers two
                        -100, -100, -100, -99 // nothing at all
                    },
                    new Shape(1, 3, 2, 2));
            assertThat(MaskPooling.forward(ops, masks, feature).toFloatArray()).containsExactly(0, 0, 2, 20, 0, 0);
            assertThat(MaskPooling.forward(ops, MaskPooling.withNearestCell(masks), feature)
                            .toFloatArray())
                    .containsExactly(3, 30, 2, 20, 4, 40);
        }
    }
}

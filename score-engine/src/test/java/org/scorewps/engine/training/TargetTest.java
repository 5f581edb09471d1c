package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.tensor.Ops;

class TargetTest {
    private static final int HEIGHT = 9;
    private static final int WIDTH = 13;
    private static final int POINTS = 500;

    @Test
    void masksAreSampledAsTensorsAre() {
        Random random = new Random(1);
        BitSet mask = new BitSet();
        float[] pixels = new float[HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            mask.set(i, random.nextBoolean());
            pixels[i] = mask.get(i) ? 1 : 0;
        }
        float[] points = new float[2 * POINTS];
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextFloat();
        }
        points[0] = 0; // on the border, where half of a pixel is outside
        points[1] = 0;
        points[3] = 1;
        Target target = new Target(new int[] {3, 4}, List.of(new BitSet(), mask), HEIGHT, WIDTH);
        float[] samples = new float[POINTS];
        target.sample(1, points, 0, POINTS, samples, 0);
        float[] later = new float[POINTS];
        target.sample(1, points, 20, 10, later, 7);
        new ScoreModelLoader().prepareThread(1);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Ops ops = new Ops(manager)) {
            NDArray expected = ops.pointSample(
                    manager.create(pixels, new Shape(1, 1, HEIGHT, WIDTH)),
                    manager.create(points, new Shape(1, POINTS, 2)));
            assertThat(samples).containsExactly(expected.toFloatArray(), within(1e-5f));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(later[7 + i]).isEqualTo(samples[20 + i]);
        }
    }
}

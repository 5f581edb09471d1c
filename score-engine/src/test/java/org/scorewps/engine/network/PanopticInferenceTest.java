package org.scorewps.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorewps.engine.PanopticMap;
import org.scorewps.engine.network.tensor.Ops;

/** Panoptic inference against the definition, computed mask by mask over whole pictures in double precision. */
class PanopticInferenceTest {
    private static final int QUERIES = 40;
    private static final int CLASSES = 5;
    private static final int SIZE = 24;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheDefinition(long seed) {
        Random random = new Random(seed);
        float[] logits = new float[QUERIES * (CLASSES + 1)];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
        }
        float[] masks = blobs(random);
        PanopticSettings settings = new PanopticSettings(0.3, 0.5, k -> k < 3);
        PanopticMap map;
        try (NDManager manager = NDManager.newBaseManager();
                Ops ops = new Ops(manager)) {
            NDArray classes = manager.create(logits, new Shape(QUERIES, CLASSES + 1));
            NDArray quarter = manager.create(masks, new Shape(QUERIES, SIZE, SIZE));
            map = PanopticInference.forward(
                    classes, quarter, new MaskUpsampling(ops, SIZE, SIZE, SIZE, SIZE, SIZE, SIZE), settings);
        }
        List<int[]> segments = new ArrayList<>();
        int[] ids = definition(logits, masks, settings, segments);
        assertThat(map.ids()).isEqualTo(ids);
        assertThat(map.segments()).hasSameSizeAs(segments).isNotEmpty();
        for (int i = 0; i < segments.size(); i++) {
            assertThat(map.segments().get(i).classIndex()).isEqualTo(segments.get(i)[0]);
            assertThat(map.segments().get(i).thing()).isEqualTo(segments.get(i)[0] < 3);
        }
        long stuff = map.segments().stream().filter(one -> !one.thing()).count();
        long kinds = map.segments().stream()
                .filter(one -> !one.thing())
                .map(PanopticMap.Segment::classIndex)
                .distinct()
                .count();
        assertThat(stuff).as("stuff of one class is one segment").isEqualTo(kinds);
    }

    private static float[] blobs(Random random) {
        float[] masks = new float[QUERIES * SIZE * SIZE];
        for (int q = 0; q < QUERIES; q++) {
            double x = random.nextDouble() * SIZE;
            double y = random.nextDouble() * SIZE;
            double radius = 1 + random.nextDouble() * 7;
            for (int p = 0; p < SIZE * SIZE; p++) {
                double distance = Math.hypot(p % SIZE + 0.5 - x, Math.floorDiv(p, SIZE) + 0.5 - y);
                masks[q * SIZE * SIZE + p] = (float) (radius - distance);
            }
        }
        return masks;
    }

    private static int[] definition(float[] logits, float[] masks, PanopticSettings settings, List<int[]> segments) {
        List<Integer> kept = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int q = 0; q < QUERIES; q++) {
            double sum = 0;
            int best = 0;
            for (int k = 0; k <= CLASSES; k++) {
                double value = logits[q * (CLASSES + 1) + k];
                sum += Math.exp(value);
                best = value > logits[q * (CLASSES + 1) + best] ? k : best;
            }
            double score = Math.exp(logits[q * (CLASSES + 1) + best]) / sum;
            if (best != CLASSES && score > settings.objectMaskThreshold()) {
                kept.add(q);
                labels.add(best);
                scores.add(score);
            }
        }
        int[] winners = new int[SIZE * SIZE];
        for (int p = 0; p < winners.length; p++) {
            for (int i = 1; i < kept.size(); i++) {
                boolean better = scores.get(i) * sigmoid(masks, kept.get(i), p)
                        > scores.get(winners[p]) * sigmoid(masks, kept.get(winners[p]), p);
                winners[p] = better ? i : winners[p];
            }
        }
        int[] ids = new int[SIZE * SIZE];
        int[] stuff = new int[CLASSES];
        for (int i = 0; i < kept.size(); i++) {
            int won = 0;
            int original = 0;
            int both = 0;
            for (int p = 0; p < winners.length; p++) {
                boolean inside = sigmoid(masks, kept.get(i), p) >= 0.5;
                won += winners[p] == i ? 1 : 0;
                original += inside ? 1 : 0;
                both += winners[p] == i && inside ? 1 : 0;
            }
            if (both == 0 || (double) won / original < settings.overlapThreshold()) {
                continue;
            }
            int label = labels.get(i);
            boolean thing = settings.things().test(label);
            int number = thing || stuff[label] == 0 ? segments.size() + 1 : stuff[label];
            if (number > segments.size()) {
                segments.add(new int[] {label});
            }
            stuff[label] = thing ? 0 : number;
            for (int p = 0; p < winners.length; p++) {
                if (winners[p] == i && sigmoid(masks, kept.get(i), p) >= 0.5) {
                    ids[p] = number;
                }
            }
        }
        return ids;
    }

    private static double sigmoid(float[] masks, int query, int pixel) {
        return 1 / (1 + Math.exp(-masks[query * SIZE * SIZE + pixel]));
    }
}

package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From the network's output to scored instances, as Mask2Former does it: the best pairs of query and class, each scored
 * by its class probability times the mean mask probability inside its mask. No non-maximum suppression.
 */
final class InstanceInference {
    private static final float EPS = 1e-6f;

    private InstanceInference() {}

    /** A pair of query and class with its class probability. */
    record Candidate(int query, int classIndex, float probability) {}

    /**
     * The best pairs of one picture, best first.
     *
     * @param classes log probabilities [queries, classes + 1], void last
     * @param most how many at most
     * @param minProbability pairs below it are left out: no mask can raise their score
     */
    static List<Candidate> candidates(NDArray classes, int most, double minProbability) {
        int queries = (int) classes.getShape().get(0);
        int columns = (int) classes.getShape().get(1);
        float[] probabilities;
        try (NDArray softmax = classes.softmax(-1)) {
            probabilities = softmax.toFloatArray();
        }
        List<Candidate> all = new ArrayList<>();
        for (int q = 0; q < queries; q++) {
            for (int k = 0; k < columns - 1; k++) {
                float probability = probabilities[q * columns + k];
                if (probability >= minProbability) {
                    all.add(new Candidate(q, k, probability));
                }
            }
        }
        all.sort(Comparator.comparingDouble((Candidate c) -> -c.probability())
                .thenComparingInt(Candidate::query)
                .thenComparingInt(Candidate::classIndex));
        return all.size() <= most ? all : all.subList(0, most);
    }

    /**
     * Mean mask probability inside each mask.
     *
     * @param masks mask logits [masks, height, width] at the size of the picture
     * @return one number a mask, 0 for an empty one
     */
    static float[] maskScores(NDArray masks) {
        long count = masks.getShape().get(0);
        NDArray flat = masks.reshape(count, -1);
        NDArray inside = flat.gt(0).toType(DataType.FLOAT32, false);
        NDArray sum = Activation.sigmoid(flat).mul(inside).sum(new int[] {1});
        return sum.div(inside.sum(new int[] {1}).add(EPS)).toFloatArray();
    }
}

package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.Detection;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.MaskLogits;

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
     * The detections of one picture, best first, with mask logits at a quarter of the resolution.
     *
     * @param classes log probabilities [queries, classes + 1], void last
     * @param masks mask logits [queries, height / 4, width / 4]
     */
    static List<Detection> detections(NDArray classes, NDArray masks, MaskUpsampling size, InferenceSettings settings) {
        List<Candidate> candidates = candidates(classes, settings.maxInstances(), settings.minScore());
        Map<Integer, Float> inside = maskScores(candidates, masks, size);
        Map<Integer, MaskLogits> logits = new HashMap<>();
        return candidates.stream()
                .map(c -> new Scored(c, c.probability() * inside.get(c.query())))
                .filter(scored -> scored.score() > 0 && scored.score() >= settings.minScore())
                .sorted(Comparator.comparingDouble((Scored scored) -> -scored.score()))
                .map(scored -> new Detection(
                        scored.candidate().classIndex(),
                        scored.score(),
                        logits.computeIfAbsent(scored.candidate().query(), query -> logits(masks.get(query), size))))
                .toList();
    }

    private record Scored(Candidate candidate, float score) {}

    private static MaskLogits logits(NDArray mask, MaskUpsampling size) {
        int stride = (int) (size.paddedWidth() / mask.getShape().get(1));
        int height = (size.height() + stride - 1) / stride;
        int width = (size.width() + stride - 1) / stride;
        return new MaskLogits(
                width, height, stride, mask.get("0:" + height + ", 0:" + width).toFloatArray());
    }

    /** Mean mask probability inside each candidate's mask at full size, by query; 0 for an empty mask. */
    static Map<Integer, Float> maskScores(List<Candidate> candidates, NDArray masks, MaskUpsampling size) {
        Map<Integer, Float> scores = new HashMap<>();
        List<Integer> queries =
                candidates.stream().map(Candidate::query).distinct().toList();
        size.forEach(masks, queries, (group, full) -> {
            float[] means = meansInside(full);
            for (int i = 0; i < means.length; i++) {
                scores.put(group.get(i), means[i]);
            }
        });
        return scores;
    }

    /**
     * Mean mask probability inside each mask; 0 for an empty one.
     *
     * @param full mask logits [masks, height, width]
     */
    static float[] meansInside(NDArray full) {
        NDArray flat = full.reshape(full.getShape().get(0), -1);
        NDArray inside = flat.gt(0).toType(DataType.FLOAT32, false);
        NDArray sum = Activation.sigmoid(flat).mul(inside).sum(new int[] {1});
        return sum.div(inside.sum(new int[] {1}).add(EPS)).toFloatArray();
    }
}

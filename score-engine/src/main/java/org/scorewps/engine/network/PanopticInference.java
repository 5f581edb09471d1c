package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.PanopticMap;

/**
 * Panoptic segmentation from the same output, as Mask2Former does it: each pixel goes to the query with the largest
 * class times mask probability; queries that lose too much of their mask to others are dropped.
 */
final class PanopticInference {
    private static final float INSIDE = 0.5f;

    private PanopticInference() {}

    private record Kept(int query, int classIndex, float score) {}

    /**
     * Cuts a picture into segments.
     *
     * @param classes log probabilities [queries, classes + 1], void last
     * @param masks mask logits [queries, height / 4, width / 4]
     */
    static PanopticMap forward(NDArray classes, NDArray masks, MaskUpsampling upsampling, PanopticSettings settings) {
        List<Kept> kept = kept(classes, settings.objectMaskThreshold());
        int pixels = upsampling.outputHeight() * upsampling.outputWidth();
        Contest contest = new Contest(kept.size(), pixels);
        List<Integer> queries = kept.stream().map(Kept::query).toList();
        int[] next = {0};
        upsampling.forEach(masks, queries, (group, full) -> {
            float[] inside = Activation.sigmoid(full).toFloatArray();
            for (int i = 0; i < group.size(); i++) {
                contest.enter(next[0], kept.get(next[0]).score(), inside, i * pixels);
                next[0]++;
            }
        });
        return contest.segments(kept, upsampling, settings);
    }

    private static List<Kept> kept(NDArray classes, double threshold) {
        int queries = (int) classes.getShape().get(0);
        int columns = (int) classes.getShape().get(1);
        float[] probabilities;
        try (NDArray softmax = classes.softmax(-1)) {
            probabilities = softmax.toFloatArray();
        }
        List<Kept> kept = new ArrayList<>();
        for (int q = 0; q < queries; q++) {
            int best = 0;
            for (int k = 1; k < columns; k++) {
                best = probabilities[q * columns + k] > probabilities[q * columns + best] ? k : best;
            }
            float score = probabilities[q * columns + best];
            if (best < columns - 1 && score > threshold) {
                kept.add(new Kept(q, best, score));
            }
        }
        return kept;
    }

    /** The best query of each pixel so far. */
    private static final class Contest {
        private final float[] best;
        private final int[] winner;
        private final boolean[] winnerInside;
        private final int[] insideArea;

        Contest(int queries, int pixels) {
            best = new float[pixels];
            winner = new int[pixels];
            winnerInside = new boolean[pixels];
            insideArea = new int[queries];
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            Arrays.fill(winner, -1);
        }

        void enter(int index, float score, float[] mask, int offset) {
            for (int p = 0; p < best.length; p++) {
                float probability = mask[offset + p];
                boolean inside = probability >= INSIDE;
                insideArea[index] += inside ? 1 : 0;
                if (score * probability > best[p]) {
                    best[p] = score * probability;
                    winner[p] = index;
                    winnerInside[p] = inside;
                }
            }
        }

        PanopticMap segments(List<Kept> kept, MaskUpsampling size, PanopticSettings settings) {
            int[] won = new int[kept.size()];
            int[] wonInside = new int[kept.size()];
            for (int p = 0; p < winner.length; p++) {
                if (winner[p] >= 0) {
                    won[winner[p]]++;
                    wonInside[winner[p]] += winnerInside[p] ? 1 : 0;
                }
            }
            int[] number = new int[kept.size()];
            List<PanopticMap.Segment> segments = new ArrayList<>();
            Map<Integer, Integer> stuff = new HashMap<>();
            for (int i = 0; i < number.length; i++) {
                boolean visible = wonInside[i] > 0 && insideArea[i] > 0;
                if (!visible || (double) won[i] / insideArea[i] < settings.overlapThreshold()) {
                    continue;
                }
                Kept one = kept.get(i);
                boolean thing = settings.things().test(one.classIndex());
                Integer known = thing ? null : stuff.get(one.classIndex());
                if (known == null) {
                    segments.add(new PanopticMap.Segment(one.classIndex(), thing, one.score()));
                    known = segments.size();
                    if (!thing) {
                        stuff.put(one.classIndex(), known);
                    }
                }
                number[i] = known;
            }
            int[] ids = new int[winner.length];
            for (int p = 0; p < ids.length; p++) {
                ids[p] = winner[p] >= 0 && winnerInside[p] ? number[winner[p]] : 0;
            }
            return new PanopticMap(size.outputWidth(), size.outputHeight(), ids, segments);
        }
    }
}

package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the final results of one picture with the stored ones: detections as a set, since their order is arbitrary. */
final class ResultComparison {
    private final String input;
    private final int index;
    private final String image;
    private final StoredTensors expected;
    private final StageComparison stages;

    ResultComparison(String input, int index, StoredTensors expected, StageComparison stages) {
        this.input = input;
        this.index = index;
        image = "img" + index;
        this.expected = expected;
        this.stages = stages;
    }

    /** Height and width that the results were asked for, or those of the picture. */
    static MaskUpsampling requested(StoredTensors expected, int index, MaskUpsampling size) {
        return expected.find("post/img" + index + ".pred_masks_size")
                .map(stored -> new MaskUpsampling(
                        size.ops(),
                        size.paddedHeight(),
                        size.paddedWidth(),
                        size.height(),
                        size.width(),
                        (int) stored.values()[1],
                        (int) stored.values()[2]))
                .orElse(size);
    }

    /**
     * Compares everything that is stored of the picture.
     *
     * @param classes log probabilities [queries, classes + 1]
     * @param masks mask logits [queries, height / 4, width / 4]
     * @param size makes masks of the size that the results were asked for
     * @param detections how many detections there are at most
     */
    void compare(NDArray classes, NDArray masks, MaskUpsampling size, int detections) {
        float[] probabilities = classes.toFloatArray();
        String classKey = "post/" + image + ".mask_cls_results";
        if (expected.find(classKey).isPresent()) {
            int queries = (int) classes.getShape().get(0);
            int width = (int) classes.getShape().get(1);
            // what follows is as right with the reference's numbers as with ours
            for (int row : stages.numbers(classKey, probabilities, index * queries)) {
                System.arraycopy(expected.get(classKey).values(), row * width, probabilities, row * width, width);
            }
        }
        NDArray corrected = classes.getManager().create(probabilities, classes.getShape());
        NDArray full = size.forward(masks);
        maps("mask_pred_upsampled", full);
        float[] semantic = SemanticInference.forward(corrected, masks, size).scores();
        maps(
                "sem_seg",
                classes.getManager()
                        .create(
                                semantic,
                                new Shape(classes.getShape().get(1) - 1, size.outputHeight(), size.outputWidth())));
        if (expected.find("post/" + image + ".pred_classes").isPresent()) {
            instances(InstanceInference.candidates(corrected, detections, 0), full, size.outputWidth());
        }
    }

    private void maps(String name, NDArray map) {
        for (int step : new int[] {1, 2, 4}) {
            String key = "post/" + image + "." + name + (step == 1 ? "" : "_stride" + step);
            if (expected.find(key).isPresent()) {
                NDArray kept = step == 1 ? map : map.get(":, ::" + step + ", ::" + step);
                stages.numbers(key, kept.toFloatArray(), 0);
            }
        }
    }

    private void instances(List<InstanceInference.Candidate> ours, NDArray full, int width) {
        float[] scores = stored("scores");
        float[] labels = stored("pred_classes");
        float[] boxes = stored("pred_boxes");
        float[] packed = stored("pred_masks_packed");
        ReferenceTolerance.Of scoreTolerance = stages.tolerance("post/" + image + ".scores");
        ReferenceTolerance.Of logitTolerance = stages.tolerance("post/" + image + ".mask_pred_upsampled");
        Set<Integer> used = new HashSet<>();
        double worstScore = 0;
        int worstBits = 0;
        int undecided = 0;
        double worstBox = 0;
        int unmatched = Math.abs(ours.size() - scores.length);
        for (int j = 0; j < scores.length; j++) {
            Optional<Match> nearest = nearest(
                    ours,
                    full,
                    (int) labels[j],
                    scores[j],
                    packed,
                    j * (packed.length / scores.length),
                    used,
                    logitTolerance);
            if (nearest.isEmpty()) {
                unmatched++;
                continue;
            }
            Match match = nearest.orElseThrow();
            used.add(match.candidate());
            worstScore = Math.max(worstScore, Math.abs(match.score() - scores[j]));
            worstBits = Math.max(worstBits, match.mask().different());
            undecided += match.mask().undecided();
            int[] box = box(match.mask().logits(), width);
            for (int side = 0; side < 4 && match.mask().different() == 0; side++) {
                worstBox = Math.max(worstBox, Math.abs(box[side] - boxes[4 * j + side]));
            }
        }
        report("pred_classes", unmatched, 0, 0, "detections compared as a set");
        report("scores", worstScore, scoreTolerance.noise(), scoreTolerance.at(0), "");
        String remark =
                undecided == 0 ? "" : "; " + undecided + " more in all, where the mask logit is zero but for rounding";
        report("pred_masks_packed", worstBits, 0, 0, "bits of a mask" + remark);
        report("pred_boxes", worstBox, 0, 0, "of masks that are equal");
        report("pred_masks_size", 0, 0, 0, "the size asked for");
    }

    /** One of our detections: its index, its score and its mask, both with the reference's sign where either is right. */
    private record Match(int candidate, double score, DecidedMask mask) {}

    /** The detection of a class whose mask is most like a stored one; of equal masks the one with the nearest score. */
    private static Optional<Match> nearest(
            List<InstanceInference.Candidate> ours,
            NDArray full,
            int label,
            float score,
            float[] packed,
            int offset,
            Set<Integer> used,
            ReferenceTolerance.Of tolerance) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            InstanceInference.Candidate one = ours.get(i);
            if (one.classIndex() == label && !used.contains(i)) {
                DecidedMask mask = DecidedMask.of(full.get(one.query()).toFloatArray(), packed, offset, tolerance);
                NDArray logits = full.getManager().create(mask.logits(), new Shape(1, mask.logits().length));
                matches.add(new Match(i, (double) one.probability() * InstanceInference.meansInside(logits)[0], mask));
            }
        }
        return matches.stream()
                .min(Comparator.comparingInt((Match match) -> match.mask().different())
                        .thenComparingDouble(match -> Math.abs(match.score() - score)));
    }

    /** Smallest box around a mask's pixels as x0, y0, x1, y1, the latter exclusive; zeros for an empty mask. */
    static int[] box(float[] mask, int width) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] > 0) {
                left = Math.min(left, i % width);
                top = Math.min(top, i / width);
                right = Math.max(right, i % width + 1);
                bottom = Math.max(bottom, i / width + 1);
            }
        }
        return bottom == 0 ? new int[4] : new int[] {left, top, right, bottom};
    }

    private float[] stored(String name) {
        return expected.get("post/" + image + "." + name).values();
    }

    private void report(String name, double difference, double noise, double tolerance, String remark) {
        stages.add(
                "post/" + image + "." + name,
                new TensorComparison(
                        input,
                        "post",
                        image + "." + name,
                        difference,
                        noise,
                        tolerance,
                        difference <= tolerance,
                        remark));
    }
}

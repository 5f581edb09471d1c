package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the final results of one picture with the stored ones: detections as a set, since their order is arbitrary. */
final class ResultComparison {
    /** What the reference's own resizing is worth (its README, "Tolerances"). */
    private static final double RESIZED = 2e-4;

    private static final double SCORE = 5e-5;
    private static final int BITS_ALLOWED = 2;

    private final String input;
    private final String image;
    private final StoredTensors expected;
    private final StageComparison stages;

    ResultComparison(String input, int index, StoredTensors expected, StageComparison stages) {
        this.input = input;
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
     * @param flipped queries whose mask has a logit of another sign: their class probabilities are taken from the
     *     reference
     */
    void compare(NDArray classes, NDArray masks, MaskUpsampling size, Set<Integer> flipped, int detections) {
        float[] probabilities = classes.toFloatArray();
        String classKey = "post/" + image + ".mask_cls_results";
        if (expected.find(classKey).isPresent()) {
            stages.numbers(classKey, probabilities, SCORE, flipped);
            int width = (int) classes.getShape().get(1);
            for (int row : flipped) {
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
            instances(corrected, masks, full, size, detections);
        }
    }

    private void maps(String name, NDArray map) {
        for (int step : new int[] {1, 2, 4}) {
            String key = "post/" + image + "." + name + (step == 1 ? "" : "_stride" + step);
            if (expected.find(key).isPresent()) {
                NDArray kept = step == 1 ? map : map.get(":, ::" + step + ", ::" + step);
                stages.numbers(key, kept.toFloatArray(), RESIZED, Set.of());
            }
        }
    }

    private void instances(NDArray classes, NDArray masks, NDArray full, MaskUpsampling size, int detections) {
        float[] scores = stored("scores");
        float[] labels = stored("pred_classes");
        float[] boxes = stored("pred_boxes");
        float[] packed = stored("pred_masks_packed");
        List<InstanceInference.Candidate> ours = InstanceInference.candidates(classes, detections, 0);
        Map<Integer, Float> inside = InstanceInference.maskScores(ours, masks, size);
        Set<Integer> used = new HashSet<>();
        double worstScore = 0;
        int worstBits = 0;
        double worstBox = 0;
        int unmatched = Math.abs(ours.size() - scores.length);
        for (int j = 0; j < scores.length; j++) {
            int match = nearest(ours, inside, (int) labels[j], scores[j], used);
            if (match < 0) {
                unmatched++;
                continue;
            }
            used.add(match);
            InstanceInference.Candidate one = ours.get(match);
            worstScore = Math.max(worstScore, Math.abs(one.probability() * inside.get(one.query()) - scores[j]));
            float[] mask = full.get(one.query()).toFloatArray();
            int bits = differentBits(mask, packed, j * (packed.length / scores.length));
            worstBits = Math.max(worstBits, bits);
            int[] box = box(mask, size.outputWidth());
            for (int side = 0; side < 4 && bits == 0; side++) {
                worstBox = Math.max(worstBox, Math.abs(box[side] - boxes[4 * j + side]));
            }
        }
        report("pred_classes", unmatched, 0, "detections compared as a set");
        report("scores", worstScore, SCORE, "");
        report("pred_masks_packed", worstBits, BITS_ALLOWED, "bits of a mask");
        report("pred_boxes", worstBox, 0, "of masks that are equal");
        report("pred_masks_size", 0, 0, "the size asked for");
    }

    private static int nearest(
            List<InstanceInference.Candidate> ours,
            Map<Integer, Float> inside,
            int label,
            float score,
            Set<Integer> used) {
        int best = -1;
        double difference = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ours.size(); i++) {
            InstanceInference.Candidate one = ours.get(i);
            double d = Math.abs(one.probability() * inside.get(one.query()) - score);
            if (one.classIndex() == label && !used.contains(i) && d < difference) {
                best = i;
                difference = d;
            }
        }
        return best;
    }

    private static int differentBits(float[] mask, float[] packed, int offset) {
        int different = 0;
        for (int i = 0; i < mask.length; i++) {
            boolean bit = ((int) packed[offset + i / 8] >> (7 - i % 8) & 1) == 1;
            different += bit == mask[i] > 0 ? 0 : 1;
        }
        return different;
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

    private void report(String name, double difference, double tolerance, String remark) {
        stages.add(
                "post/" + image + "." + name,
                new TensorComparison(
                        input, "post", image + "." + name, difference, tolerance, difference <= tolerance, remark));
    }
}

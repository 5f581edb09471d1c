package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Matches the predictions of one category in one picture with its objects, as COCO does: best prediction first, each takes
 * the free object that it overlaps most, at every threshold of overlap and for every range of sizes.
 */
final class PictureMatcher {
    private final double[] thresholds;
    private final int mostPredictions;

    /**
     * @param thresholds least intersection over union of a match, at most 32
     * @param mostPredictions further ones, by score, are left out
     */
    PictureMatcher(double[] thresholds, int mostPredictions) {
        this.thresholds = thresholds.clone();
        this.mostPredictions = mostPredictions;
    }

    /** Matches, and adds the outcome to the category's record. */
    void match(List<GroundTruth> objects, List<Prediction> predictions, CategoryRecord category) {
        List<Prediction> best = predictions.stream()
                .sorted(Comparator.comparingDouble((Prediction one) -> -one.score()))
                .limit(mostPredictions)
                .toList();
        double[] areas = best.stream().mapToDouble(one -> one.mask().area()).toArray();
        double[][] overlaps = overlaps(best, objects);
        for (AreaRange range : AreaRange.values()) {
            int[] order = ignoredLast(objects, range);
            boolean[] ignored = new boolean[order.length];
            int counted = 0;
            for (int i = 0; i < order.length; i++) {
                ignored[i] = ignores(objects.get(order[i]), range);
                counted += ignored[i] ? 0 : 1;
            }
            category.addObjects(range, counted);
            int[] matched = new int[best.size()];
            int[] excused = new int[best.size()];
            for (int t = 0; t < thresholds.length; t++) {
                boolean[] taken = new boolean[order.length];
                for (int p = 0; p < matched.length; p++) {
                    int found = find(overlaps[p], objects, order, ignored, taken, thresholds[t]);
                    if (found >= 0) {
                        taken[found] = true;
                        matched[p] |= 1 << t;
                    }
                    if (found >= 0 ? ignored[found] : range.excludes(areas[p])) {
                        excused[p] |= 1 << t;
                    }
                }
            }
            for (int p = 0; p < matched.length; p++) {
                category.addPrediction(range, p, best.get(p).score(), matched[p] & ~excused[p], excused[p]);
            }
        }
    }

    /** The place in the order of the object that a prediction takes, or -1. */
    private static int find(
            double[] overlaps,
            List<GroundTruth> objects,
            int[] order,
            boolean[] ignored,
            boolean[] taken,
            double threshold) {
        double most = Math.min(threshold, 1 - 1e-10);
        int found = -1;
        for (int i = 0; i < order.length; i++) {
            // whoever has a counted object doesn't want an ignored one
            if (found >= 0 && !ignored[found] && ignored[i]) {
                break;
            }
            boolean free = !taken[i] || objects.get(order[i]).crowd();
            if (free && overlaps[order[i]] >= most) {
                most = overlaps[order[i]];
                found = i;
            }
        }
        return found;
    }

    private static boolean ignores(GroundTruth object, AreaRange range) {
        return object.crowd() || range.excludes(object.area());
    }

    private static int[] ignoredLast(List<GroundTruth> objects, AreaRange range) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> ignores(objects.get(i), range)));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Overlap of each prediction with each object. */
    static double[][] overlaps(List<Prediction> predictions, List<GroundTruth> objects) {
        RunLengthMask.Box[] boxes =
                objects.stream().map(one -> one.mask().boundingBox()).toArray(RunLengthMask.Box[]::new);
        double[][] overlaps = new double[predictions.size()][objects.size()];
        for (int p = 0; p < overlaps.length; p++) {
            RunLengthMask mask = predictions.get(p).mask();
            RunLengthMask.Box box = mask.boundingBox();
            for (int o = 0; o < boxes.length; o++) {
                if (box.touches(boxes[o])) {
                    GroundTruth object = objects.get(o);
                    overlaps[p][o] = object.crowd() ? mask.partInside(object.mask()) : mask.iou(object.mask());
                }
            }
        }
        return overlaps;
    }
}

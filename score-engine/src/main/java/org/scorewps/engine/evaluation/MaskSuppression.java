package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Greedy non-maximum suppression on masks, class by class, as the service does it with what one tile shows. */
final class MaskSuppression {
    private MaskSuppression() {}

    /**
     * The predictions that no surer one of their class covers.
     *
     * @param predictions best first
     * @param limit intersection over union of masks from above which the less sure one is left out; 1 for never
     */
    static List<Prediction> without(List<Prediction> predictions, double limit) {
        if (limit >= 1) {
            return predictions;
        }
        List<Prediction> kept = new ArrayList<>();
        for (Prediction one : predictions) {
            if (kept.stream()
                    .noneMatch(other ->
                            other.category() == one.category() && other.mask().iou(one.mask()) > limit)) {
                kept.add(one);
            }
        }
        return kept;
    }
}

package org.scorewps.engine.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an evaluation measured.
 *
 * @param images pictures evaluated
 * @param objects objects in them, crowds left out
 * @param predictions instances that the model found
 * @param means COCO's numbers over the split's categories, by the number of predictions a picture that count
 * @param categories the numbers of each category, in the data set's order
 * @param semantic semantic segmentation, when it was measured
 * @param lookAlikes shapes that categories share, where the data set names such
 * @param seconds time for the pictures, loading left out
 */
public record EvaluationReport(
        int images,
        int objects,
        long predictions,
        Map<Integer, MaskAveragePrecision.Summary> means,
        List<Category> categories,
        Optional<Semantic> semantic,
        List<LookAlikes.Result> lookAlikes,
        double seconds) {
    /**
     * One category.
     *
     * @param category which
     * @param names what the model was asked for, the name and its synonyms
     * @param seen whether the model saw it in training
     * @param inSplit whether it counts in the means
     * @param objects objects of it, crowds left out
     * @param summary COCO's numbers of it alone, with all predictions
     * @param iou intersection over union of semantic segmentation, when measured and present
     */
    public record Category(
            CocoCategory category,
            List<String> names,
            boolean seen,
            boolean inSplit,
            int objects,
            MaskAveragePrecision.Summary summary,
            OptionalDouble iou) {}

    /**
     * Semantic segmentation.
     *
     * @param meanIou mean intersection over union over the categories present
     * @param pixelAccuracy the part of marked pixels with the right category
     */
    public record Semantic(OptionalDouble meanIou, OptionalDouble pixelAccuracy) {}
}

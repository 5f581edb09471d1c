package org.scorewps.engine.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Mean intersection over union of semantic segmentation, from a confusion matrix over all pixels. As detectron2's
 * evaluator, the mean is over the classes that the ground truth has.
 */
public final class SemanticIou {
    /** The label of pixels that don't count. */
    public static final int IGNORED = 255;

    private final int classes;
    private final long[][] confusion;

    /** @param classes number of classes, at most {@value #IGNORED} */
    public SemanticIou(int classes) {
        if (classes < 1 || classes > IGNORED) {
            throw new IllegalArgumentException(classes + " classes, not 1.." + IGNORED);
        }
        this.classes = classes;
        confusion = new long[classes][classes];
    }

    /**
     * Counts a pixel.
     *
     * @param truth its class, or {@link #IGNORED}
     * @param predicted the class that was predicted
     */
    public void add(int truth, int predicted) {
        if (truth != IGNORED) {
            confusion[truth][predicted]++;
        }
    }

    /** Intersection over union of a class; empty where the ground truth lacks it. */
    public OptionalDouble iou(int classIndex) {
        long truth = Arrays.stream(confusion[classIndex]).sum();
        long predicted = IntStream.range(0, classes)
                .mapToLong(i -> confusion[i][classIndex])
                .sum();
        long both = confusion[classIndex][classIndex];
        return truth == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / (truth + predicted - both));
    }

    /** The mean over the classes that the ground truth has; empty where it has none. */
    public OptionalDouble mean() {
        return IntStream.range(0, classes)
                .mapToObj(this::iou)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** The part of the pixels that has the right class; empty before the first pixel. */
    public OptionalDouble pixelAccuracy() {
        long all = Arrays.stream(confusion)
                .mapToLong(row -> Arrays.stream(row).sum())
                .sum();
        long right = IntStream.range(0, classes).mapToLong(i -> confusion[i][i]).sum();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / all);
    }
}

package org.scorewps.engine.training.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How much more often pictures with rare classes are learned from: repeat factor sampling (Gupta, Dollar and Girshick
 * 2019, "LVIS", appendix A). A class that a part f of the pictures shows has the factor max(1, sqrt(t / f)), a picture the
 * largest factor of its classes. Classes that are hard to learn can have a factor of their own, however frequent they are.
 */
final class RepeatFactors {
    private static final double MOST = 4;

    /** Of a class that is hard to learn. */
    private static final double HARD = 8;

    private final double[] ofClass;
    private final double largest;

    /**
     * Counts classes.
     *
     * @param classes how many there are
     * @param shown the classes of each picture of a survey
     * @param threshold the part t of pictures
     * @param hard indices of classes that are hard to learn
     */
    RepeatFactors(int classes, List<Set<Integer>> shown, double threshold, Set<Integer> hard) {
        int[] counts = new int[classes];
        shown.forEach(picture -> picture.forEach(index -> counts[index]++));
        ofClass = Arrays.stream(counts)
                .mapToDouble(count -> threshold * shown.size() / Math.max(1, count))
                .map(ratio -> Math.min(MOST, Math.max(1, Math.sqrt(ratio))))
                .toArray();
        hard.forEach(index -> ofClass[index] = HARD);
        largest = Arrays.stream(ofClass).max().orElse(1);
    }

    /** How often a picture is shown while one of frequent classes is shown once, 1 to 8. */
    double factor(Collection<Integer> classes) {
        return classes.stream().mapToDouble(index -> ofClass[index]).max().orElse(1);
    }

    /** The probability with which a picture that was drawn is taken. */
    double probability(Collection<Integer> classes) {
        return factor(classes) / largest;
    }
}

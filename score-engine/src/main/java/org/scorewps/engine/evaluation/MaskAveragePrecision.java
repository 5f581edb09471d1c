package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Average precision and recall of masks as COCO defines them and pycocotools computes them ({@code COCOeval},
 * {@code segm}): thresholds of intersection over union from 0.50 to 0.95 in steps of 0.05, precision at 101 recalls,
 * means over categories that have objects. Pictures are added one by one and then forgotten; add them in ascending order
 * of their ids where equal scores must be ranked as pycocotools ranks them.
 */
public final class MaskAveragePrecision {
    private static final int THRESHOLDS = 10;
    private static final int RECALLS = 101;
    private static final int AT_75 = 5;

    private final int mostPredictions;
    private final List<CategoryRecord> categories;
    private final PictureMatcher matcher;

    /**
     * @param categories number of categories
     * @param mostPredictions most predictions of a category in a picture that will ever be asked for
     */
    public MaskAveragePrecision(int categories, int mostPredictions) {
        this.mostPredictions = mostPredictions;
        this.categories = Stream.generate(CategoryRecord::new).limit(categories).toList();
        matcher = new PictureMatcher(steps(0.5, 0.95, THRESHOLDS), mostPredictions);
    }

    /**
     * The twelve numbers that COCO reports, each empty where no category has objects.
     *
     * @param ap mean average precision over all thresholds
     * @param ap50 the same at 0.50
     * @param ap75 the same at 0.75
     * @param apSmall over all thresholds, objects up to 32 x 32 pixels
     * @param apMedium objects up to 96 x 96 pixels
     * @param apLarge larger objects
     * @param ar1 mean recall with the best prediction of each picture and category
     * @param ar10 with the best ten
     * @param ar with all that count
     * @param arSmall the same, small objects
     * @param arMedium medium objects
     * @param arLarge large objects
     */
    public record Summary(
            OptionalDouble ap,
            OptionalDouble ap50,
            OptionalDouble ap75,
            OptionalDouble apSmall,
            OptionalDouble apMedium,
            OptionalDouble apLarge,
            OptionalDouble ar1,
            OptionalDouble ar10,
            OptionalDouble ar,
            OptionalDouble arSmall,
            OptionalDouble arMedium,
            OptionalDouble arLarge) {}

    /** Adds a picture; also one without predictions or without objects. */
    public void add(List<GroundTruth> objects, List<Prediction> predictions) {
        for (int k = 0; k < categories.size(); k++) {
            int category = k;
            matcher.match(
                    objects.stream().filter(one -> one.category() == category).toList(),
                    predictions.stream()
                            .filter(one -> one.category() == category)
                            .toList(),
                    categories.get(k));
        }
    }

    /** The number of objects of a category, crowds left out. */
    public int objects(int category) {
        return categories.get(category).objects(AreaRange.ALL);
    }

    /**
     * The numbers of some categories.
     *
     * @param predictions how many of a picture's predictions of a category count, best first
     * @param chosen which categories
     */
    public Summary summary(int predictions, IntPredicate chosen) {
        if (predictions < 1 || predictions > mostPredictions) {
            throw new IllegalArgumentException(predictions + " predictions, not 1.." + mostPredictions);
        }
        int[] which = IntStream.range(0, categories.size()).filter(chosen).toArray();
        List<CategoryRecord.Curve[]> all = curves(which, AreaRange.ALL, predictions);
        List<CategoryRecord.Curve[]> small = curves(which, AreaRange.SMALL, predictions);
        List<CategoryRecord.Curve[]> medium = curves(which, AreaRange.MEDIUM, predictions);
        List<CategoryRecord.Curve[]> large = curves(which, AreaRange.LARGE, predictions);
        return new Summary(
                precision(all, 0, THRESHOLDS),
                precision(all, 0, 1),
                precision(all, AT_75, AT_75 + 1),
                precision(small, 0, THRESHOLDS),
                precision(medium, 0, THRESHOLDS),
                precision(large, 0, THRESHOLDS),
                recall(curves(which, AreaRange.ALL, 1)),
                recall(curves(which, AreaRange.ALL, Math.min(10, predictions))),
                recall(all),
                recall(small),
                recall(medium),
                recall(large));
    }

    /** Curves of one category, one for each threshold, with precision at 101 recalls; none where it has no objects. */
    CategoryRecord.Curve[] curves(int category, AreaRange range, int predictions) {
        return categories.get(category).curves(range, THRESHOLDS, predictions, steps(0, 1, RECALLS));
    }

    private List<CategoryRecord.Curve[]> curves(int[] which, AreaRange range, int predictions) {
        List<CategoryRecord.Curve[]> curves = new ArrayList<>();
        for (int category : which) {
            curves.add(curves(category, range, predictions));
        }
        return curves;
    }

    private static OptionalDouble precision(List<CategoryRecord.Curve[]> curves, int from, int to) {
        return mean(curves, from, to, curve -> DoubleStream.of(curve.precision())
                .average()
                .orElse(0));
    }

    private static OptionalDouble recall(List<CategoryRecord.Curve[]> curves) {
        return mean(curves, 0, THRESHOLDS, CategoryRecord.Curve::recall);
    }

    private static OptionalDouble mean(
            List<CategoryRecord.Curve[]> curves, int from, int to, ToDoubleFunction<CategoryRecord.Curve> value) {
        return curves.stream()
                .filter(ofThresholds -> ofThresholds.length > 0)
                .flatMap(ofThresholds -> Stream.of(ofThresholds).skip(from).limit(to - from))
                .mapToDouble(value)
                .average();
    }

    /** Equal steps from one number to another, as numpy's {@code linspace} rounds them. */
    private static double[] steps(double first, double last, int count) {
        double step = (last - first) / (count - 1);
        double[] steps = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = i == count - 1 ? last : i * step + first;
        }
        return steps;
    }
}

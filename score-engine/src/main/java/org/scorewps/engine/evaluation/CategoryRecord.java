package org.scorewps.engine.evaluation;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The outcomes of all predictions of one category, over all pictures; a few numbers each, no masks. */
final class CategoryRecord {
    private final Map<AreaRange, Outcomes> ranges = new EnumMap<>(AreaRange.class);

    CategoryRecord() {
        for (AreaRange range : AreaRange.values()) {
            ranges.put(range, new Outcomes());
        }
    }

    /** Precision and recall at one threshold. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Curve(double[] precision, double recall) {}

    void addObjects(AreaRange range, int count) {
        of(range).objects += count;
    }

    /**
     * Adds one prediction; those of a picture from its best on.
     *
     * @param rank its place among the picture's predictions of the category, from 0
     * @param right bit t is set where it is right at threshold t
     * @param excused bit t is set where it doesn't count at threshold t
     */
    void addPrediction(AreaRange range, int rank, double score, int right, int excused) {
        Outcomes outcomes = of(range);
        outcomes.ranks.add(rank);
        outcomes.scores.add(score);
        outcomes.right.add(right);
        outcomes.excused.add(excused);
    }

    /** The number of objects that count. */
    int objects(AreaRange range) {
        return of(range).objects;
    }

    /**
     * Curves at each threshold; none where no object counts.
     *
     * @param thresholds the number of thresholds
     * @param mostPredictions predictions of a rank from this on are left out
     * @param recalls at which recalls precision is wanted, increasing
     */
    Curve[] curves(AreaRange range, int thresholds, int mostPredictions, double[] recalls) {
        Outcomes outcomes = of(range);
        if (outcomes.objects == 0) {
            return new Curve[0];
        }
        // stable: equal scores stay in the order of the pictures
        int[] order = IntStream.range(0, outcomes.ranks.size())
                .filter(i -> outcomes.ranks.get(i) < mostPredictions)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -outcomes.scores.get(i)))
                .mapToInt(Integer::intValue)
                .toArray();
        Curve[] curves = new Curve[thresholds];
        for (int t = 0; t < thresholds; t++) {
            curves[t] = outcomes.curve(order, 1 << t, recalls);
        }
        return curves;
    }

    private Outcomes of(AreaRange range) {
        Outcomes outcomes = ranges.get(range);
        if (outcomes == null) {
            throw new IllegalStateException("no record of " + range);
        }
        return outcomes;
    }

    private static final class Outcomes {
        private int objects;
        private final IntList ranks = new IntList();
        private final DoubleList scores = new DoubleList();
        private final IntList right = new IntList();
        private final IntList excused = new IntList();

        private Curve curve(int[] order, int bit, double[] recalls) {
            double[] precision = new double[order.length];
            double[] recall = new double[order.length];
            int rightSoFar = 0;
            int wrongSoFar = 0;
            for (int i = 0; i < order.length; i++) {
                boolean isRight = (right.get(order[i]) & bit) != 0;
                boolean isExcused = (excused.get(order[i]) & bit) != 0;
                rightSoFar += isRight ? 1 : 0;
                wrongSoFar += isRight || isExcused ? 0 : 1;
                recall[i] = (double) rightSoFar / objects;
                precision[i] = rightSoFar / (wrongSoFar + rightSoFar + Math.ulp(1.0));
            }
            // the best precision at this recall or a higher one
            for (int i = order.length - 1; i > 0; i--) {
                precision[i - 1] = Math.max(precision[i - 1], precision[i]);
            }
            double[] sampled = new double[recalls.length];
            int at = 0;
            for (int r = 0; r < recalls.length; r++) {
                while (at < order.length && recall[at] < recalls[r]) {
                    at++;
                }
                sampled[r] = at < order.length ? precision[at] : 0;
            }
            return new Curve(sampled, order.length == 0 ? 0 : recall[order.length - 1]);
        }
    }
}

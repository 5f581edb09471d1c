package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures whether objects whose shape several categories share are told apart by their surroundings (the paper's figure
 * 1). Of an object's predictions, those whose mask overlaps its own by half or more and that name one of the categories
 * that share the shape, the one of the highest score decides.
 */
public final class LookAlikes {
    private static final double OVERLAP = 0.5;

    private final Map<String, List<Case>> cases = new TreeMap<>();

    private record Case(int category, Map<Integer, Double> scores) {}

    /**
     * What came out for one shape.
     *
     * @param shape its name
     * @param categories indices of the categories that share it in this data set
     * @param objects objects of it
     * @param found those that a prediction of one of the categories lies on
     * @param toldApart those whose best such prediction names the right one
     */
    public record Result(String shape, List<Integer> categories, int objects, int found, int toldApart) {}

    /** Adds a picture. */
    public void add(List<GroundTruth> objects, List<Prediction> predictions) {
        for (GroundTruth object : objects) {
            object.lookAlike().ifPresent(shape -> {
                RunLengthMask.Box box = object.mask().boundingBox();
                Map<Integer, Double> scores = new TreeMap<>();
                predictions.stream()
                        .filter(one -> one.mask().boundingBox().touches(box)
                                && one.mask().iou(object.mask()) >= OVERLAP)
                        .forEach(one -> scores.merge(one.category(), one.score(), Math::max));
                cases.computeIfAbsent(shape, unseen -> new ArrayList<>()).add(new Case(object.category(), scores));
            });
        }
    }

    /** The results, by the shapes' names. */
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        cases.forEach((shape, all) -> {
            TreeSet<Integer> categories = new TreeSet<>();
            all.forEach(one -> categories.add(one.category));
            int found = 0;
            int right = 0;
            for (Case one : all) {
                Optional<Integer> best = one.scores.keySet().stream()
                        .filter(categories::contains)
                        .max(Comparator.comparingDouble(one.scores::get));
                found += best.isPresent() ? 1 : 0;
                right += best.filter(category -> category == one.category).isPresent() ? 1 : 0;
            }
            results.add(new Result(shape, List.copyOf(categories), all.size(), found, right));
        });
        return results;
    }
}

package org.scorewps.engine.training.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Means over the steps of a log period. */
final class LossMeans {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int count;

    void add(TrainingSession.Step step) {
        sums.merge("total", step.result().total(), Double::sum);
        sums.merge("gradient_norm", step.gradientNorm(), Double::sum);
        step.result().losses().forEach((name, loss) -> sums.merge(name, loss, Double::sum));
        count++;
    }

    /** The means; afterwards a new period begins. */
    Map<String, OptionalDouble> take() {
        Map<String, OptionalDouble> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, OptionalDouble.of(sum / count)));
        sums.clear();
        count = 0;
        return means;
    }
}

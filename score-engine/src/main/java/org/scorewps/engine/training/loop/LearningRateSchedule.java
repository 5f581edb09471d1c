package org.scorewps.engine.training.loop;

import java.util.List;
import org.scorewps.engine.InvalidInputException;

/**
 * How the learning rate changes: a linear warm-up, times what the kind says.
 *
 * @param warmupIterations how long it rises
 * @param warmupFactor what it starts from, as a part of the whole
 * @param kind what happens otherwise
 * @param steps iterations at which it falls, ascending, for {@link Kind#STEPS}
 * @param factor by which it falls there
 */
public record LearningRateSchedule(
        int warmupIterations, double warmupFactor, Kind kind, List<Integer> steps, double factor) {
    /** What happens besides the warm-up. */
    public enum Kind {
        /** Nothing. */
        CONSTANT,
        /** It falls by a factor at some iterations. */
        STEPS,
        /** Half a period of a cosine, from 1 to 0 at the last iteration (Loshchilov and Hutter 2017). */
        COSINE
    }

    /** Checks the ranges. */
    public LearningRateSchedule {
        steps = List.copyOf(steps);
        if (warmupIterations < 0 || !(warmupFactor >= 0 && warmupFactor <= 1) || !(factor > 0 && factor <= 1)) {
            throw new InvalidInputException("warmup_iterations must be at least 0, warmup_factor 0 to 1 and factor"
                    + " greater than 0 and at most 1, not %d, %s and %s"
                            .formatted(warmupIterations, warmupFactor, factor));
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) < 1 || (i > 0 && steps.get(i) <= steps.get(i - 1))) {
                throw new InvalidInputException("steps must be ascending iterations from 1, not " + steps);
            }
        }
        if (kind == Kind.STEPS && steps.isEmpty()) {
            throw new InvalidInputException("steps must name an iteration where kind is steps");
        }
    }

    /**
     * The factor on the base learning rate.
     *
     * @param iteration from 0
     * @param iterations in all
     */
    public double at(int iteration, int iterations) {
        double part = Math.min(1, (double) iteration / Math.max(1, warmupIterations));
        double warmup = warmupIterations == 0 ? 1 : warmupFactor * (1 - part) + part;
        return warmup
                * switch (kind) {
                    case CONSTANT -> 1;
                    case STEPS ->
                        Math.pow(factor, (double)
                                steps.stream().filter(step -> step <= iteration).count());
                    case COSINE -> 0.5 * (1 + Math.cos(Math.PI * iteration / iterations));
                };
    }
}

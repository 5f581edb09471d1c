package org.scorewps.engine.training.pretraining;

import org.scorewps.engine.InvalidInputException;

/**
 * How a pre-training runs.
 *
 * @param steps batches to learn from
 * @param learningRate the largest; it rises over the first twentieth of the steps, then falls along a cosine to zero
 * @param seed of all random choices
 * @param threads threads of the tensor library
 */
public record PretrainingSettings(int steps, double learningRate, long seed, int threads) {
    private static final double WARM_UP = 0.05;

    /** Checks the ranges. */
    public PretrainingSettings {
        if (steps < 1 || threads < 1 || !(learningRate > 0)) {
            throw new InvalidInputException(
                    "pre-training needs at least 1 step, 1 thread and a positive learning rate, not %d, %d and %s"
                            .formatted(steps, threads, learningRate));
        }
    }

    /** The learning rate of a step, from 0. */
    double rate(int step) {
        double part = (step + 1.0) / steps;
        return learningRate * Math.min(1, part / WARM_UP) * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    }
}

package org.scorewps.engine.model;

import org.scorewps.engine.InvalidInputException;

/**
 * Corrections of the ensemble for novel classes. The authors' code has none. What is best hangs on how many names a request has:
 * an advantage that fits 32 makes nearly every ship a sailboat where only these two are asked for.
 *
 * @param temperature the out-of-vocabulary classifier's logits are divided by it (temperature scaling; Guo et al. 2017, "On
 *     Calibration of Modern Neural Networks"): a tower that learned with few other names is surer than it should be
 * @param novelAdvantage added to the logarithm of a novel class's probability (calibrated stacking; Chao et al. 2016, "An
 *     Empirical Study and Analysis of Generalized Zero-Shot Learning"): a network that learned the others' masks prefers them
 */
public record Calibration(double temperature, double novelAdvantage) {
    /** No correction. */
    public static final Calibration NONE = new Calibration(1, 0);

    private static final int MOST_TEMPERATURE = 100;
    private static final int MOST_ADVANTAGE = 20;

    /** Checks the ranges. */
    public Calibration {
        if (!(temperature >= 1.0 / MOST_TEMPERATURE && temperature <= MOST_TEMPERATURE)) {
            throw new InvalidInputException("temperature must be %s to %d, not %s"
                    .formatted(1.0 / MOST_TEMPERATURE, MOST_TEMPERATURE, temperature));
        }
        if (!(Math.abs(novelAdvantage) <= MOST_ADVANTAGE)) {
            throw new InvalidInputException("novel_advantage must be %d to %d, not %s"
                    .formatted(-MOST_ADVANTAGE, MOST_ADVANTAGE, novelAdvantage));
        }
    }
}

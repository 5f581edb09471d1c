package org.scorewps.engine.model;

/**
 * Corrections of the ensemble for novel classes, found on scenes that were neither learned from nor measured on. The authors'
 * code has none.
 *
 * @param temperature the out-of-vocabulary classifier's logits are divided by it (temperature scaling; Guo et al. 2017, "On
 *     Calibration of Modern Neural Networks"): a tower that learned with few other names is surer than it should be
 * @param novelAdvantage added to the logarithm of a novel class's probability (calibrated stacking; Chao et al. 2016, "An
 *     Empirical Study and Analysis of Generalized Zero-Shot Learning"): a network that learned the others' masks prefers them
 */
public record Calibration(double temperature, double novelAdvantage) {
    /** No correction. */
    public static final Calibration NONE = new Calibration(1, 0);
}

package org.scorewps.engine.network;

import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.model.Calibration;

/**
 * How the ensemble treats each class.
 *
 * @param exponents weight of the out-of-vocabulary classifier, 0 to 1
 * @param advantages added to the logarithm of the probability
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record EnsembleWeights(float[] exponents, float[] advantages) {
    /**
     * By whether classes were seen in training.
     *
     * @param seen of each class
     */
    static EnsembleWeights of(boolean[] seen, InferenceSettings settings, Calibration calibration) {
        float[] exponents = new float[seen.length];
        float[] advantages = new float[seen.length];
        for (int i = 0; i < seen.length; i++) {
            exponents[i] = (float) (seen[i] ? settings.alpha() : settings.beta());
            advantages[i] = seen[i] ? 0 : (float) calibration.novelAdvantage();
        }
        return new EnsembleWeights(exponents, advantages);
    }
}

package org.scorewps.engine;

/**
 * What a request may choose about inference.
 *
 * @param alpha weight of the out-of-vocabulary classifier for classes seen in training, 0..1 (the paper's section 3.6)
 * @param beta the same for novel classes, 0..1
 * @param minScore detections with a lower score are dropped, 0..1
 * @param maxInstances at most this many detections a tile, best first
 */
public record InferenceSettings(double alpha, double beta, double minScore, int maxInstances) {
    /** Checks the ranges. */
    public InferenceSettings {
        checkUnit("alpha", alpha);
        checkUnit("beta", beta);
        checkUnit("minScore", minScore);
        if (maxInstances < 1) {
            throw new InvalidInputException("maxInstances must be at least 1, not " + maxInstances);
        }
    }

    private static void checkUnit(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInputException(name + " must be between 0 and 1, not " + value);
        }
    }
}

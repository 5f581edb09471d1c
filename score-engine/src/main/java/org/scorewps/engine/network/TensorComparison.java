package org.scorewps.engine.network;

/**
 * One stored tensor against ours.
 *
 * @param input the input's name, empty for what depends on no picture
 * @param stage the stage's name
 * @param tensor the tensor's name
 * @param largestDifference largest absolute difference; for whole numbers and bits, how many differ
 * @param noise how far the reference's float32 run lies from its float64 run; 0 where it isn't known
 * @param tolerance the difference that is allowed where it came closest to its limit; for whole numbers and bits, how many
 *     may differ
 * @param passed whether every element is within its tolerance
 * @param remark what is worth knowing, or empty
 */
public record TensorComparison(
        String input,
        String stage,
        String tensor,
        double largestDifference,
        double noise,
        double tolerance,
        boolean passed,
        String remark) {}

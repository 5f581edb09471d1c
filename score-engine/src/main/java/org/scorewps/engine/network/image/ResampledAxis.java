package org.scorewps.engine.network.image;

/**
 * How one axis of 8-bit samples is resampled: triangle filter, stretched when the axis shrinks (antialiasing), weights
 * as fixed-point numbers with 22 fraction bits, sums rounded. This is the arithmetic of the Pillow library, to which
 * the reference's results are exact.
 */
final class ResampledAxis {
    private static final int FRACTION_BITS = 22;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private final int[] starts;
    private final int[][] weights;

    /** An axis of some length brought to another. */
    ResampledAxis(int from, int to) {
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        starts = new int[to];
        weights = new int[to][];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            starts[i] = (int) Math.max(0, center - reach + 0.5);
            int end = (int) Math.min(from, center + reach + 0.5);
            weights[i] = fixedPoint(triangle(starts[i] - center + 0.5, end - starts[i], 1 / reach));
        }
    }

    /**
     * One sample after resampling.
     *
     * @param samples where the samples before are
     * @param first index of the axis's first sample
     * @param step distance from one sample of the axis to the next
     * @param index index of the sample after resampling
     */
    byte sample(byte[] samples, int first, int step, int index) {
        int sum = HALF;
        int at = first + starts[index] * step;
        for (int weight : weights[index]) {
            sum += weight * (samples[at] & 0xff);
            at += step;
        }
        return (byte) Math.min(Math.max(sum >> FRACTION_BITS, 0), 255);
    }

    /** Weights of successive samples, their sum 1; the first lies at a signed distance from the filter's centre. */
    private static double[] triangle(double first, int count, double shrink) {
        double[] weights = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = Math.max(0, 1 - Math.abs((first + i) * shrink));
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static int[] fixedPoint(double[] weights) {
        int[] fixed = new int[weights.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = (int) (weights[i] * (1 << FRACTION_BITS) + 0.5);
        }
        return fixed;
    }
}

package org.scorewps.engine.picture;

import java.util.Arrays;

/**
 * The linear map from a band's values to 8 bits.
 *
 * @param low the value that becomes 0
 * @param high the value that becomes 255
 */
public record ValueRange(double low, double high) {
    /** Of values that are 8-bit already. */
    public static final ValueRange EIGHT_BIT = new ValueRange(0, 255);

    private static final double LOWER = 0.02;
    private static final double UPPER = 0.98;

    /**
     * From the 2nd to the 98th percentile; 0 to 255 where there is no value.
     *
     * @param values of one band, NaN and infinities among them don't count; sorted in place
     */
    public static ValueRange ofPercentiles(float[] values) {
        int count = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            return EIGHT_BIT;
        }
        Arrays.sort(values, 0, count);
        double low = values[(int) Math.round(LOWER * (count - 1))];
        double high = values[(int) Math.round(UPPER * (count - 1))];
        // a flat picture has no contrast to stretch: it becomes mid-grey
        double margin = high > low ? 0 : Math.max(1, Math.abs(low) * 1e-3);
        return new ValueRange(low - margin, high + margin);
    }

    /** The 8-bit value of a sample; NaN gives 0. */
    public byte toByte(float sample) {
        return toByte(sample, low, high);
    }

    /**
     * The 8-bit value of a sample; NaN gives 0.
     *
     * @param low the value that becomes 0
     * @param high the value that becomes 255
     */
    public static byte toByte(float sample, double low, double high) {
        double scaled = (sample - low) / (high - low) * 255;
        return (byte) Math.round(Math.min(Math.max(scaled, 0), 255));
    }
}

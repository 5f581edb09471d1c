package org.scorewps.engine.picture;

import java.awt.image.DataBuffer;

/**
 * Whether a sample is the value that stands for no data, as in GDAL's masks (GDALNoDataMaskBand): compared in the type of the
 * samples, in float and double up to a few units in the last place, and between integers without the fraction.
 */
public final class NodataValue {
    /** The distance from 1 to the next float and the next double. */
    private static final float FLOAT_EPSILON = Math.ulp(1f);

    private static final double DOUBLE_EPSILON = Math.ulp(1.0);
    private static final int UNITS = 2;

    private NodataValue() {}

    /**
     * Compares.
     *
     * @param type of the samples, one of {@link DataBuffer}
     * @param value that stands for no data
     */
    public static boolean matches(int type, double value, double sample) {
        return switch (type) {
            case DataBuffer.TYPE_DOUBLE ->
                sample == value || Math.abs(sample - value) < DOUBLE_EPSILON * Math.abs(sample + value) * UNITS;
            case DataBuffer.TYPE_FLOAT -> matches((float) value, (float) sample);
            default -> sample == (value < 0 ? Math.ceil(value) : Math.floor(value)) && inRange(type, value);
        };
    }

    /** Sums beyond the largest float count as equal: values of that size are nothing but nodata, written with few digits. */
    private static boolean matches(float value, float sample) {
        return sample == value || Math.abs(sample - value) < FLOAT_EPSILON * Math.abs(sample + value) * UNITS;
    }

    private static boolean inRange(int type, double value) {
        return switch (type) {
            case DataBuffer.TYPE_BYTE -> value >= 0 && value <= 0xff;
            case DataBuffer.TYPE_USHORT -> value >= 0 && value <= 0xffff;
            case DataBuffer.TYPE_SHORT -> value >= Short.MIN_VALUE && value <= Short.MAX_VALUE;
            default -> true;
        };
    }
}

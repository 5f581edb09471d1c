package org.scorewps.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floating point numbers of 16 bits (IEEE 754's binary16) and of 24 bits (Adobe's technical note 3). */
final class HalfFloat {
    private HalfFloat() {}

    static float ofHalf(short half) {
        return of(half & 0xffff, 5, 10);
    }

    static float of24Bits(ByteBuffer source) {
        int a = source.get() & 0xff;
        int b = source.get() & 0xff;
        int c = source.get() & 0xff;
        return of(source.order() == ByteOrder.BIG_ENDIAN ? (a << 16) | (b << 8) | c : (c << 16) | (b << 8) | a, 7, 16);
    }

    private static float of(int bits, int exponentBits, int mantissaBits) {
        int sign = bits >>> (exponentBits + mantissaBits);
        int exponent = (bits >>> mantissaBits) & ((1 << exponentBits) - 1);
        int mantissa = bits & ((1 << mantissaBits) - 1);
        int bias = (1 << (exponentBits - 1)) - 1;
        if (exponent == (1 << exponentBits) - 1) {
            // infinity, or no number
            return Float.intBitsToFloat((sign << 31) | 0x7f800000 | mantissa << (23 - mantissaBits));
        }
        float size = exponent == 0
                ? Math.scalb((float) mantissa, 1 - bias - mantissaBits)
                : Math.scalb((float) (mantissa | (1 << mantissaBits)), exponent - bias - mantissaBits);
        return sign == 0 ? size : -size;
    }
}

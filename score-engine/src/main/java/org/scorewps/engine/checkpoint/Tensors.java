package org.scorewps.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.scorewps.engine.InvalidInputException;

/** Sizes of stored tensors, and their values as float32. */
public final class Tensors {
    private Tensors() {}

    /**
     * The bytes that a tensor takes.
     *
     * @param file the file's name for the message
     * @throws InvalidInputException when the shape has more elements than any file could hold
     */
    static long byteSize(String file, TensorInfo info) {
        try {
            return Math.multiplyExact(info.elements(), (long) info.type().size());
        } catch (ArithmeticException e) {
            throw new InvalidInputException(
                    "%s: tensor %s of shape %s is too large".formatted(file, info.name(), info.shape()), e);
        }
    }

    /** Checks that a tensor fits one buffer. */
    static void checkMappable(String file, String name, long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new InvalidInputException("%s: tensor %s has %d bytes; a single tensor may have at most %d"
                    .formatted(file, name, bytes, Integer.MAX_VALUE));
        }
    }

    /**
     * A floating tensor's values, C order. Stored float32 is given as it is, mapped and not copied; other types are
     * converted into a new buffer (double precision is rounded to the nearest).
     *
     * @return read-only, position 0
     * @throws InvalidInputException when there is no such tensor or it holds no real numbers
     */
    public static FloatBuffer floats(TensorSource source, String name) {
        TensorInfo info = source.info(name);
        ByteBuffer data = source.data(name);
        if (info.type() == ElementType.F32) {
            return data.asFloatBuffer();
        }
        FloatBuffer values = FloatBuffer.allocate((int) info.elements());
        toFloat32(info, data, values);
        return values.flip().asReadOnlyBuffer();
    }

    /**
     * Converts the next elements, as many as are left in the source and fit the target; moves both positions. Called
     * again and again with a small target it converts a tensor of any size.
     *
     * @param info the tensor's name and type
     * @param source its remaining elements, little-endian
     * @param target where values go
     * @throws InvalidInputException when the type holds no real numbers
     */
    public static void toFloat32(TensorInfo info, ByteBuffer source, FloatBuffer target) {
        int size = info.type().size();
        int count = Math.min(source.remaining() / size, target.remaining());
        // slice() resets the byte order
        ByteBuffer from = source.slice(source.position(), count * size).order(ByteOrder.LITTLE_ENDIAN);
        switch (info.type()) {
            case F32 -> target.put(from.asFloatBuffer());
            case F64 -> {
                while (from.hasRemaining()) {
                    target.put((float) from.getDouble());
                }
            }
            case F16 -> {
                while (from.hasRemaining()) {
                    target.put(halfToFloat(from.getShort()));
                }
            }
            case BF16 -> {
                while (from.hasRemaining()) {
                    target.put(Float.intBitsToFloat(from.getShort() << 16));
                }
            }
            default ->
                throw new InvalidInputException(
                        "tensor %s holds %s, real numbers are needed".formatted(info.name(), info.type()));
        }
        source.position(source.position() + count * size);
    }

    /** IEEE 754 binary16 to binary32; exact, NaN payloads are kept. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << 13));
        }
        if (exponent == 0) {
            // subnormal: a multiple of 2^-24
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + (127 - 15)) << 23) | (fraction << 13));
    }
}

package org.scorewps.tiff;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferDouble;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples from bytes into arrays of Java's types, and from one array into another. */
final class Samples {
    private Samples() {}

    static DataBuffer buffer(int dataType, int size) {
        return switch (dataType) {
            case DataBuffer.TYPE_BYTE -> new DataBufferByte(size);
            case DataBuffer.TYPE_USHORT -> new DataBufferUShort(size);
            case DataBuffer.TYPE_SHORT -> new DataBufferShort(size);
            case DataBuffer.TYPE_INT -> new DataBufferInt(size);
            case DataBuffer.TYPE_FLOAT -> new DataBufferFloat(size);
            default -> new DataBufferDouble(size);
        };
    }

    /**
     * Samples of rows, each of which begins at a byte.
     *
     * @param first bits of a row before its first sample
     * @param count samples of a row
     */
    static DataBuffer unpack(byte[] bytes, int rowBytes, int first, int count, SampleType type, ByteOrder order) {
        int dataType = type.dataType();
        int rows = rowBytes == 0 ? 0 : bytes.length / rowBytes;
        if (type.bits() == 8 && dataType == DataBuffer.TYPE_BYTE && first == 0 && rowBytes == count) {
            return new DataBufferByte(bytes, bytes.length);
        }
        DataBuffer target = buffer(dataType, Math.multiplyExact(rows, count));
        if (type.bits() == 24 && !type.wholeBytes() && order == ByteOrder.BIG_ENDIAN) {
            swap(bytes);
        }
        ByteBuffer source = ByteBuffer.wrap(bytes).order(order);
        for (int row = 0; row < rows; row++) {
            if (type.wholeBytes()) {
                source.position(row * rowBytes + first / 8);
                whole(source, target, row * count, count, type);
            } else {
                bits(bytes, (long) row * rowBytes * 8 + first, target, row * count, count, type.bits());
            }
        }
        return target;
    }

    /** libtiff takes 24 bits for a number whose bytes have an order, GDAL takes them for bits; the values are GDAL's. */
    private static void swap(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i += 3) {
            byte first = bytes[i];
            bytes[i] = bytes[i + 2];
            bytes[i + 2] = first;
        }
    }

    private static void whole(ByteBuffer source, DataBuffer target, int start, int count, SampleType type) {
        switch (type.kind()) {
            case FLOATING -> floating(source, target, start, count, type.bits());
            case SIGNED -> signed(source, target, start, count, type.bits());
            case UNSIGNED -> unsigned(source, target, start, count, type.bits());
        }
    }

    private static void floating(ByteBuffer source, DataBuffer target, int start, int count, int bits) {
        switch (bits) {
            case 16 -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferFloat) target).getData()[start + i] = HalfFloat.ofHalf(source.getShort());
                }
            }
            case 24 -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferFloat) target).getData()[start + i] = HalfFloat.of24Bits(source);
                }
            }
            case 32 -> source.asFloatBuffer().get(((DataBufferFloat) target).getData(), start, count);
            default -> source.asDoubleBuffer().get(((DataBufferDouble) target).getData(), start, count);
        }
    }

    private static void signed(ByteBuffer source, DataBuffer target, int start, int count, int bits) {
        switch (bits) {
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferShort) target).getData()[start + i] = source.get();
                }
            }
            case 16 -> source.asShortBuffer().get(((DataBufferShort) target).getData(), start, count);
            case 32 -> source.asIntBuffer().get(((DataBufferInt) target).getData(), start, count);
            default -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferDouble) target).getData()[start + i] = source.getLong();
                }
            }
        }
    }

    private static void unsigned(ByteBuffer source, DataBuffer target, int start, int count, int bits) {
        switch (bits) {
            case 8 -> source.get(((DataBufferByte) target).getData(), start, count);
            case 16 -> source.asShortBuffer().get(((DataBufferUShort) target).getData(), start, count);
            case 32 -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferDouble) target).getData()[start + i] = Integer.toUnsignedLong(source.getInt());
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    ((DataBufferDouble) target).getData()[start + i] = unsigned(source.getLong());
                }
            }
        }
    }

    private static double unsigned(long value) {
        // the lowest bit is kept where the number is halved, so that it is rounded as the whole one
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    /** Samples of any number of bits up to 32, the highest first, without gaps. */
    private static void bits(byte[] bytes, long firstBit, DataBuffer target, int start, int count, int bits) {
        long bit = firstBit;
        for (int i = 0; i < count; i++) {
            long value = 0;
            int needed = bits;
            while (needed > 0) {
                int inside = (int) (bit & 7);
                int taken = Math.min(8 - inside, needed);
                int part = (bytes[(int) (bit >> 3)] & 0xff) >> (8 - inside - taken) & ((1 << taken) - 1);
                value = (value << taken) | part;
                bit += taken;
                needed -= taken;
            }
            target.setElem(start + i, (int) value);
        }
    }

    /**
     * Copies some samples of each pixel of a row.
     *
     * @param fromStep samples between two of them, in what they come from
     * @param toStep the same where they go
     * @param count pixels
     */
    static void copy(DataBuffer from, int fromStart, int fromStep, DataBuffer to, int toStart, int toStep, int count) {
        Object source = array(from);
        Object target = array(to);
        if (fromStep == 1 && toStep == 1) {
            System.arraycopy(source, fromStart, target, toStart, count);
        } else if (source instanceof byte[] bytes) {
            byte[] all = (byte[]) target;
            for (int i = 0, a = fromStart, b = toStart; i < count; i++, a += fromStep, b += toStep) {
                all[b] = bytes[a];
            }
        } else if (source instanceof short[] shorts) {
            short[] all = (short[]) target;
            for (int i = 0, a = fromStart, b = toStart; i < count; i++, a += fromStep, b += toStep) {
                all[b] = shorts[a];
            }
        } else if (source instanceof int[] ints) {
            int[] all = (int[]) target;
            for (int i = 0, a = fromStart, b = toStart; i < count; i++, a += fromStep, b += toStep) {
                all[b] = ints[a];
            }
        } else if (source instanceof float[] floats) {
            float[] all = (float[]) target;
            for (int i = 0, a = fromStart, b = toStart; i < count; i++, a += fromStep, b += toStep) {
                all[b] = floats[a];
            }
        } else {
            double[] doubles = (double[]) source;
            double[] all = (double[]) target;
            for (int i = 0, a = fromStart, b = toStart; i < count; i++, a += fromStep, b += toStep) {
                all[b] = doubles[a];
            }
        }
    }

    /** Fills a row's pixels in one band with a value, which becomes the nearest that the type holds. */
    static void fill(DataBuffer to, int start, int step, int count, double value) {
        if (to instanceof DataBufferDouble || to instanceof DataBufferFloat) {
            for (int i = 0, at = start; i < count; i++, at += step) {
                to.setElemDouble(at, value);
            }
            return;
        }
        int nearest = nearest(to.getDataType(), value);
        for (int i = 0, at = start; i < count; i++, at += step) {
            to.setElem(at, nearest);
        }
    }

    private static int nearest(int dataType, double value) {
        int low =
                switch (dataType) {
                    case DataBuffer.TYPE_SHORT -> Short.MIN_VALUE;
                    case DataBuffer.TYPE_INT -> Integer.MIN_VALUE;
                    default -> 0;
                };
        int high =
                switch (dataType) {
                    case DataBuffer.TYPE_BYTE -> 0xff;
                    case DataBuffer.TYPE_USHORT -> 0xffff;
                    case DataBuffer.TYPE_SHORT -> Short.MAX_VALUE;
                    default -> Integer.MAX_VALUE;
                };
        double rounded = value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5);
        return (int) Math.max(low, Math.min(high, Double.isNaN(value) ? 0 : rounded));
    }

    /** Bytes of memory that samples take. */
    static long bytes(DataBuffer samples) {
        return (long) samples.getSize() * DataBuffer.getDataTypeSize(samples.getDataType()) / 8;
    }

    private static Object array(DataBuffer samples) {
        return switch (samples.getDataType()) {
            case DataBuffer.TYPE_BYTE -> ((DataBufferByte) samples).getData();
            case DataBuffer.TYPE_USHORT -> ((DataBufferUShort) samples).getData();
            case DataBuffer.TYPE_SHORT -> ((DataBufferShort) samples).getData();
            case DataBuffer.TYPE_INT -> ((DataBufferInt) samples).getData();
            case DataBuffer.TYPE_FLOAT -> ((DataBufferFloat) samples).getData();
            default -> ((DataBufferDouble) samples).getData();
        };
    }
}

package org.scorewps.tiff;

import java.awt.image.DataBuffer;
import java.io.IOException;

/**
 * What a sample is in the file; TIFF 6.0 sections 8 (BitsPerSample) and 19 (SampleFormat).
 *
 * @param bits of a sample
 * @param kind what they are
 * @param dataType the type of {@link DataBuffer} that holds the values as GDAL gives them
 */
record SampleType(int bits, Kind kind, int dataType) {
    /** What the bits of a sample are. */
    enum Kind {
        UNSIGNED,
        SIGNED,
        FLOATING
    }

    private static final int COMPLEX_INTEGERS = 5;
    private static final int COMPLEX_FLOATS = 6;

    /** @throws IOException when bands differ, or it is a type that isn't read */
    static SampleType of(TiffDirectory tags, int samples) throws IOException {
        int bits = common(tags, Tag.BITS_PER_SAMPLE, samples);
        int format = common(tags, Tag.SAMPLE_FORMAT, samples);
        if (format == COMPLEX_INTEGERS || format == COMPLEX_FLOATS) {
            throw new IOException("its samples are complex numbers, which aren't read:"
                    + " gdal_translate -ot Float32 writes a copy with their real parts");
        }
        Kind kind = format == 2 ? Kind.SIGNED : format == 3 ? Kind.FLOATING : Kind.UNSIGNED;
        boolean known = kind == Kind.FLOATING
                ? bits == 16 || bits == 24 || bits == 32 || bits == 64
                : (bits >= 1 && bits <= 32) || bits == 64;
        if (!known) {
            throw new IOException("its samples have %d bits, which aren't read".formatted(bits));
        }
        return new SampleType(bits, kind, dataType(bits, kind, samples));
    }

    /** The value that all bands have; 1 when there is none. */
    private static int common(TiffDirectory tags, int tag, int samples) throws IOException {
        long count = tags.count(tag);
        if (count == 0) {
            return 1;
        }
        if (count > 1 && count < samples) {
            throw disagree();
        }
        long[] values = tags.integers(tag, 0, (int) Math.min(count, samples));
        for (long value : values) {
            if (value != values[0]) {
                throw disagree();
            }
        }
        return (int) Math.min(values[0], Integer.MAX_VALUE);
    }

    private static IOException disagree() {
        return new IOException("its tags don't agree on the number of bands, or its bands have different types");
    }

    /** Whether samples fill whole bytes, so that the file's byte order is theirs. */
    boolean wholeBytes() {
        return bits == 8 || bits == 16 || bits == 32 || bits == 64 || (bits == 24 && kind == Kind.FLOATING);
    }

    /**
     * Whole numbers that Java has no type for become floating point. Several bands of fewer than 8 bits become 16-bit ones,
     * because bytes are shown without a stretch.
     */
    private static int dataType(int bits, Kind kind, int samples) {
        return switch (kind) {
            case FLOATING -> bits == 64 ? DataBuffer.TYPE_DOUBLE : DataBuffer.TYPE_FLOAT;
            case SIGNED ->
                bits < 8
                        ? DataBuffer.TYPE_BYTE
                        : bits <= 16
                                ? DataBuffer.TYPE_SHORT
                                : bits <= 32 ? DataBuffer.TYPE_INT : DataBuffer.TYPE_DOUBLE;
            case UNSIGNED ->
                bits == 8 || (bits < 8 && samples == 1)
                        ? DataBuffer.TYPE_BYTE
                        : bits <= 16
                                ? DataBuffer.TYPE_USHORT
                                : bits < 32 ? DataBuffer.TYPE_INT : DataBuffer.TYPE_DOUBLE;
        };
    }
}

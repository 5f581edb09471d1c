package org.scorewps.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The values of one tag, which are read from the file when they are asked for.
 *
 * @param type of the values, a number of TIFF 6.0 section 2 or BigTIFF
 * @param count how many
 * @param place of the first in the file
 */
record TiffEntry(int type, long count, long place) {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int SRATIONAL = 10;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;

    /** Bytes of a value; 0 when the type isn't known. */
    static int size(int type) {
        return switch (type) {
            case 1, ASCII, 6, 7 -> 1;
            case SHORT, 8 -> 2;
            case LONG, 9, FLOAT, 13 -> 4;
            case RATIONAL, SRATIONAL, DOUBLE, 16, 17, 18 -> 8;
            default -> 0;
        };
    }

    boolean whole() {
        return switch (type) {
            case 1, SHORT, LONG, 6, 7, 8, 9, 13, 16, 17, 18 -> true;
            default -> false;
        };
    }

    /** A part of the values as whole numbers. */
    long[] integers(TiffInput input, long first, int many) throws IOException {
        int size = size(type);
        if (!whole() || first < 0 || many < 0 || first > count - many) {
            throw new IOException("its tags make no sense: a number is missing");
        }
        ByteBuffer bytes = input.directoryBytes(place + first * size, (long) many * size);
        long[] values = new long[many];
        for (int i = 0; i < many; i++) {
            values[i] = integer(bytes);
        }
        return values;
    }

    private long integer(ByteBuffer bytes) {
        return switch (type) {
            case 6 -> bytes.get();
            case 8 -> bytes.getShort();
            case 9 -> bytes.getInt();
            default -> TiffInput.number(bytes, size(type));
        };
    }

    /** All values, of any numeric type. */
    double[] doubles(TiffInput input) throws IOException {
        ByteBuffer bytes = all(input);
        double[] values = new double[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> bytes.getFloat();
                case DOUBLE -> bytes.getDouble();
                case RATIONAL -> (double) TiffInput.number(bytes, 4) / TiffInput.number(bytes, 4);
                case SRATIONAL -> (double) bytes.getInt() / bytes.getInt();
                default -> integer(bytes);
            };
        }
        return values;
    }

    /** The text up to its end mark; nothing when these aren't characters. */
    Optional<String> text(TiffInput input) throws IOException {
        if (type != ASCII && type != 7 && type != 1) {
            return Optional.empty();
        }
        String all = StandardCharsets.UTF_8.decode(all(input)).toString();
        int end = all.indexOf('\0');
        return Optional.of(end < 0 ? all : all.substring(0, end));
    }

    ByteBuffer all(TiffInput input) throws IOException {
        long size = size(type);
        if (size == 0 || count > input.length() / size) {
            throw new IOException(
                    "it is truncated: %d bytes, but a tag has %d values".formatted(input.length(), count));
        }
        return input.directoryBytes(place, count * size);
    }
}

package org.scorewps.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The bytes of a TIFF file. Nothing is read, and no memory taken, for bytes that the file doesn't have. Can be used by
 * several threads; their interruption doesn't close it, as it would a channel.
 */
final class TiffInput implements AutoCloseable {
    /** Of one tag, or of a part of one that is read at once. */
    private static final int MOST_BYTES = 1 << 27;

    private final RandomAccessFile file;
    private final long length;
    private final ByteOrder order;
    private final boolean big;

    TiffInput(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            length = file.length();
            byte[] start = new byte[(int) Math.min(4, length)];
            file.readFully(start);
            if (!TiffFile.isTiff(start)) {
                throw new IOException("it is no TIFF file");
            }
            order = start[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            big = start[start[0] == 'I' ? 2 : 3] == 43;
        } catch (IOException unusable) {
            file.close();
            throw unusable;
        }
    }

    long length() {
        return length;
    }

    ByteOrder order() {
        return order;
    }

    /** Whether it is a BigTIFF, whose places in the file have 64 bits. */
    boolean big() {
        return big;
    }

    /** Bytes of a directory, in the file's order. */
    ByteBuffer directoryBytes(long place, long size) throws IOException {
        if (place < 0 || size < 0 || size > length || place > length - size) {
            throw new IOException(
                    "it is truncated: %d bytes, but its directories reach byte %d".formatted(length, place + size));
        }
        if (size > MOST_BYTES) {
            throw new IOException("a tag has %d bytes of values, at most %d are read".formatted(size, MOST_BYTES));
        }
        byte[] bytes = new byte[(int) size];
        read(place, bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** A whole number of 2, 4 or 8 bytes of a directory. */
    long number(long place, int size) throws IOException {
        return number(directoryBytes(place, size), size);
    }

    static long number(ByteBuffer bytes, int size) {
        return switch (size) {
            case 1 -> Byte.toUnsignedLong(bytes.get());
            case 2 -> Short.toUnsignedLong(bytes.getShort());
            case 4 -> Integer.toUnsignedLong(bytes.getInt());
            default -> bytes.getLong();
        };
    }

    /** Reads bytes of pixels, all of them. */
    void read(long place, byte[] target, int start, int count) throws IOException {
        checkPixels(place, count);
        synchronized (file) {
            file.seek(place);
            file.readFully(target, start, count);
        }
    }

    /** @throws IOException when the file ends before the end of these bytes */
    void checkPixels(long place, long size) throws IOException {
        if (place < 0 || size < 0 || size > length || place > length - size) {
            throw new IOException("it is truncated: %d bytes, but its pixels reach byte %s"
                    .formatted(length, Long.toUnsignedString(place + size)));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package org.scorewps.process.semantic;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * The class of each pixel of a scene, in a temporary file: 0 for none, k + 1 for the class of index k. One byte a pixel,
 * two (big-endian) for more than 255 classes; rows from top to bottom. May be used by several threads.
 */
public final class ClassRaster implements Closeable {
    /** Most classes that one byte can tell apart. */
    public static final int BYTE_CLASSES = 255;

    private final int width;
    private final int height;
    private final int bytes;
    private final ScratchFile file;

    /**
     * A raster without any class.
     *
     * @param width columns
     * @param height rows
     * @param classes how many classes there are
     * @throws org.scorewps.engine.InvalidInputException when the temporary folder hasn't room for it
     */
    public ClassRaster(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        bytes = classes <= BYTE_CLASSES ? 1 : 2;
        file = ScratchFile.create((long) width * height * bytes);
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Bytes of a value: 1 or 2. */
    public int bytes() {
        return bytes;
    }

    /**
     * Reads a part of a row.
     *
     * @param x first column
     * @param y row
     * @param target gets {@code count} values from its beginning
     */
    public void read(int x, int y, int count, int[] target) {
        byte[] row = new byte[count * bytes];
        file.read(position(x, y), ByteBuffer.wrap(row));
        for (int i = 0; i < count; i++) {
            target[i] = bytes == 1 ? row[i] & 0xff : ((row[2 * i] & 0xff) << 8) | (row[2 * i + 1] & 0xff);
        }
    }

    /**
     * Writes a part of a row.
     *
     * @param x first column
     * @param y row
     * @param source has the values
     * @param offset where the first one is
     */
    public void write(int x, int y, int count, int[] source, int offset) {
        byte[] row = new byte[count * bytes];
        for (int i = 0; i < count; i++) {
            int value = source[offset + i];
            if (bytes == 1) {
                row[i] = (byte) value;
            } else {
                row[2 * i] = (byte) (value >> 8);
                row[2 * i + 1] = (byte) value;
            }
        }
        file.write(position(x, y), ByteBuffer.wrap(row));
    }

    private long position(int x, int y) {
        return ((long) y * width + x) * bytes;
    }

    /** Deletes the file. */
    @Override
    public void close() {
        file.close();
    }
}

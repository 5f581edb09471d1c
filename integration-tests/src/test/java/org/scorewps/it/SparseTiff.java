package org.scorewps.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A GeoTIFF of any size that stores no pixel: all tiles are sparse, as GDAL writes tiles without data (offset and byte
 * count 0). Tags of TIFF 6.0 and GeoTIFF 1.1; EPSG:32633, one metre a pixel.
 */
final class SparseTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;
    private static final int TILE = 16_384;

    private final ByteBuffer bytes;
    private int free;

    private SparseTiff(int capacity, int entries) {
        bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries);
        free = 8 + 2 + entries * 12 + 4;
    }

    static Path write(Path file, int width, int height) throws IOException {
        int tiles = ((width + TILE - 1) / TILE) * ((height + TILE - 1) / TILE);
        SparseTiff tiff = new SparseTiff(1024 + 8 * tiles, 16);
        tiff.value(256, LONG, width);
        tiff.value(257, LONG, height);
        tiff.shorts(258, 8, 8, 8);
        tiff.value(259, SHORT, 1);
        tiff.value(262, SHORT, 2);
        tiff.value(277, SHORT, 3);
        tiff.value(284, SHORT, 1);
        tiff.value(322, LONG, TILE);
        tiff.value(323, LONG, TILE);
        tiff.zeros(324, tiles);
        tiff.zeros(325, tiles);
        tiff.value(339, SHORT, 1);
        tiff.doubles(33550, 1, 1, 0);
        tiff.doubles(33922, 0, 0, 0, 200_000, 9_000_000, 0);
        tiff.shorts(34735, 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32633);
        tiff.value(34737, 2, 0);
        Files.write(file, tiff.bytes.array());
        return file;
    }

    private void entry(int tag, int type, int count) {
        bytes.putShort((short) tag).putShort((short) type).putInt(count);
    }

    private void value(int tag, int type, int value) {
        entry(tag, type, 1);
        bytes.putInt(value);
    }

    private void shorts(int tag, int... values) {
        entry(tag, SHORT, values.length);
        bytes.putInt(free);
        for (int value : values) {
            bytes.putShort(free, (short) value);
            free += 2;
        }
        free += free % 2;
    }

    private void doubles(int tag, double... values) {
        entry(tag, DOUBLE, values.length);
        bytes.putInt(free);
        for (double value : values) {
            bytes.putDouble(free, value);
            free += 8;
        }
    }

    private void zeros(int tag, int count) {
        entry(tag, LONG, count);
        bytes.putInt(free);
        free += 4 * count;
    }
}

package org.scorewps.standalone.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * A file that GDAL wrote, and what it reads from it; a line of the index that {@code matrix.py} writes.
 *
 * @param name the file's
 * @param kind what it is
 * @param bands how many
 * @param valid which pixels are: no 0
 * @param levels the image and its overviews
 */
record GdalFile(String name, String kind, int bands, String valid, List<Level> levels) {
    /**
     * An image.
     *
     * @param samples where they are, band by band
     */
    record Level(int width, int height, String samples) {}

    static GdalFile parse(String line) {
        String[] cells = line.split("\t", -1);
        List<Level> levels = new ArrayList<>();
        for (int i = 4; i < cells.length; i++) {
            String[] parts = cells[i].split(":", 3);
            levels.add(new Level(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]));
        }
        return new GdalFile(
                cells[0], cells[1], Integer.parseInt(cells[2]), cells.length > 3 ? cells[3] : "", List.copyOf(levels));
    }

    /** Samples by their place: type, first byte, number of bytes. */
    static double[] samples(RandomAccessFile values, String place) throws IOException {
        String[] parts = place.split(":", -1);
        byte[] packed = new byte[Integer.parseInt(parts[2])];
        values.seek(Long.parseLong(parts[1]));
        values.readFully(packed);
        byte[] all;
        try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            all = stream.readAllBytes();
        }
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        double[] samples = new double[(int) (8L * all.length / Integer.parseInt(parts[0].replaceAll("\\D", "")))];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = switch (parts[0]) {
                case "uint8" -> Byte.toUnsignedInt(bytes.get());
                case "int8" -> bytes.get();
                case "uint16" -> Short.toUnsignedInt(bytes.getShort());
                case "int16" -> bytes.getShort();
                case "uint32" -> Integer.toUnsignedLong(bytes.getInt());
                case "int32" -> bytes.getInt();
                case "float32" -> bytes.getFloat();
                case "float64" -> bytes.getDouble();
                // none beyond what a double holds
                default -> bytes.getLong();
            };
        }
        return samples;
    }
}

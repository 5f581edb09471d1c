package org.scorewps.standalone.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Ways to damage a TIFF file, each by a name that tells what was done. Of classic TIFFs, their first directory. */
public final class DamagedRasters {
    private static final int WIDTH = 256;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES = 277;
    private static final int SCALE = 33550;
    private static final int TIEPOINT = 33922;
    private static final int TRANSFORMATION = 34264;
    private static final int GEO_KEYS = 34735;
    private static final int UNKNOWN = 65000;

    private DamagedRasters() {}

    /** All ways, by name. */
    public static Map<String, UnaryOperator<byte[]>> all() {
        Map<String, UnaryOperator<byte[]>> ways = new LinkedHashMap<>();
        ways.put("empty", file -> new byte[0]);
        ways.put("cut in the header", file -> Arrays.copyOf(file, 6));
        ways.put("cut in the directory", file -> Arrays.copyOf(file, (int) directory(file) + 40));
        ways.put("cut in the middle", file -> Arrays.copyOf(file, file.length / 2));
        ways.put("cut before the last byte", file -> Arrays.copyOf(file, file.length - 1));
        ways.put("another magic number", file -> edit(file, buffer -> buffer.putShort(2, (short) 44)));
        ways.put(
                "the other byte order",
                file -> edit(
                        file,
                        buffer -> buffer.putShort(
                                0, (short) (buffer.order() == ByteOrder.LITTLE_ENDIAN ? 0x4d4d : 0x4949))));
        ways.put("directory beyond the end", file -> edit(file, buffer -> buffer.putInt(4, file.length + 100)));
        ways.put("width 0", file -> value(file, WIDTH, 0));
        ways.put("width doubled", file -> value(file, WIDTH, 2 * value(file, WIDTH)));
        ways.put("width of two thousand millions", file -> wide(file));
        ways.put("unknown compression", file -> value(file, COMPRESSION, 999));
        ways.put("compression said to be LZW", file -> value(file, COMPRESSION, 5));
        ways.put("no photometric interpretation", file -> rename(file, PHOTOMETRIC));
        ways.put("no bits a sample", file -> rename(file, BITS));
        ways.put("seven samples a pixel", file -> value(file, SAMPLES, 7));
        ways.put("no georeference", file -> rename(rename(rename(file, SCALE), TIEPOINT), TRANSFORMATION));
        ways.put("no coordinate reference system", file -> rename(file, GEO_KEYS));
        ways.put("pixels overwritten with noise", DamagedRasters::noise);
        ways.put("pixels overwritten with zeros", DamagedRasters::zeros);
        ways.put("all bytes zero", file -> new byte[file.length]);
        return ways;
    }

    private interface Change {
        void in(ByteBuffer file);
    }

    private static byte[] edit(byte[] file, Change change) {
        byte[] copy = file.clone();
        change.in(buffer(copy));
        return copy;
    }

    private static ByteBuffer buffer(byte[] file) {
        return ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static long directory(byte[] file) {
        return Integer.toUnsignedLong(buffer(file).getInt(4));
    }

    /** The place of a tag's entry; -1 when there is none. */
    private static int entry(byte[] file, int tag) {
        ByteBuffer buffer = buffer(file);
        int place = (int) directory(file);
        for (int i = 0; i < buffer.getShort(place); i++) {
            if (Short.toUnsignedInt(buffer.getShort(place + 2 + 12 * i)) == tag) {
                return place + 2 + 12 * i;
            }
        }
        return -1;
    }

    /** A tag's only value. */
    private static int value(byte[] file, int tag) {
        return Short.toUnsignedInt(buffer(file).getShort(entry(file, tag) + 8));
    }

    /** A copy with another value of a tag that has one. */
    static byte[] value(byte[] file, int tag, int value) {
        return edit(file, buffer -> buffer.putShort(entry(file, tag) + 8, (short) value));
    }

    private static byte[] wide(byte[] file) {
        int entry = entry(file, WIDTH);
        return edit(file, buffer -> buffer.putShort(entry + 2, (short) 4).putInt(entry + 8, 2_000_000_000));
    }

    private static byte[] rename(byte[] file, int tag) {
        int entry = entry(file, tag);
        return entry < 0 ? file : edit(file, buffer -> buffer.putShort(entry, (short) UNKNOWN));
    }

    /** Bytes that are surely of pixels: of the first strip or tile, after its start. */
    private static byte[] overwrite(byte[] file, UnaryOperator<byte[]> with) {
        int offsets = Math.max(entry(file, 273), entry(file, 324));
        int counts = Math.max(entry(file, 279), entry(file, 325));
        ByteBuffer buffer = buffer(file);
        boolean one = buffer.getInt(offsets + 4) == 1;
        int start = one ? buffer.getInt(offsets + 8) : buffer.getInt(buffer.getInt(offsets + 8));
        int length = one ? buffer.getInt(counts + 8) : shortOrInt(buffer, counts);
        byte[] copy = file.clone();
        byte[] bytes = with.apply(new byte[length - length / 4]);
        System.arraycopy(bytes, 0, copy, start + length / 4, bytes.length);
        return copy;
    }

    private static int shortOrInt(ByteBuffer buffer, int entry) {
        int place = buffer.getInt(entry + 8);
        return buffer.getShort(entry + 2) == 3 ? Short.toUnsignedInt(buffer.getShort(place)) : buffer.getInt(place);
    }

    private static byte[] noise(byte[] file) {
        return overwrite(file, bytes -> {
            new Random(5).nextBytes(bytes);
            return bytes;
        });
    }

    private static byte[] zeros(byte[] file) {
        return overwrite(file, bytes -> bytes);
    }
}

package org.scorewps.engine.picture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a JPEG or PNG file says of its picture beside the pixels. Parts that are damaged say nothing.
 *
 * @param orientation how it is stored
 * @param components of a JPEG's pixel, else 0
 * @param adobeTransform the colour transform of an Adobe segment (JPEG): 0 none, 1 YCbCr, 2 YCCK
 */
record PictureTags(ExifOrientation orientation, int components, OptionalInt adobeTransform) {
    private static final PictureTags NONE = new PictureTags(ExifOrientation.UPRIGHT, 0, OptionalInt.empty());
    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_END = 0x49454e44;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    /** Longest block of tags, bytes. */
    private static final int MAX_BLOCK = 1 << 20;

    /** Most segments, chunks or tags that are looked at. */
    private static final int MAX_PARTS = 100_000;

    /** @throws IOException when the file can't be read */
    static PictureTags of(RandomAccessFile file) throws IOException {
        if (file.length() < 8) {
            return NONE;
        }
        file.seek(0);
        long head = file.readLong();
        if (head >>> 48 == 0xffd8) {
            return jpeg(file);
        }
        if (head == PNG_SIGNATURE) {
            return new PictureTags(png(file), 0, OptionalInt.empty());
        }
        return NONE;
    }

    private static PictureTags jpeg(RandomAccessFile file) throws IOException {
        ExifOrientation orientation = ExifOrientation.UPRIGHT;
        boolean exif = false;
        int components = 0;
        OptionalInt transform = OptionalInt.empty();
        long at = 2;
        for (int i = 0; i < MAX_PARTS && at + 4 <= file.length(); i++) {
            file.seek(at);
            if (file.read() != 0xff) {
                break;
            }
            int marker = file.read();
            if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
                at += marker == 0xff ? 1 : 2; // filling, or a marker without a length
                continue;
            }
            int length = file.readUnsignedShort();
            long start = at + 4;
            if (marker == 0xda || marker == 0xd9 || length < 2 || start + length - 2 > file.length()) {
                break;
            }
            if (marker == 0xe1 && !exif && startsWith(file, start, length - 2, EXIF)) {
                exif = true;
                orientation = tiff(file, start + EXIF.length, length - 2 - EXIF.length);
            } else if (marker == 0xee && length - 2 >= 12 && startsWith(file, start, length - 2, ADOBE)) {
                file.seek(start + 11);
                transform = OptionalInt.of(file.read());
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                file.seek(start + 5);
                components = file.read();
            }
            at = start + length - 2;
        }
        return new PictureTags(orientation, components, transform);
    }

    private static boolean startsWith(RandomAccessFile file, long start, int length, byte[] text) throws IOException {
        if (length < text.length) {
            return false;
        }
        byte[] there = new byte[text.length];
        file.seek(start);
        file.readFully(there);
        return Arrays.equals(there, text);
    }

    private static ExifOrientation png(RandomAccessFile file) throws IOException {
        long at = 8;
        for (int i = 0; i < MAX_PARTS && at + 8 <= file.length(); i++) {
            file.seek(at);
            long length = file.readInt() & 0xffffffffL;
            int type = file.readInt();
            if (type == PNG_EXIF && at + 8 + length <= file.length()) {
                return tiff(file, at + 8, length);
            }
            if (type == PNG_END) {
                break;
            }
            at += 12 + length;
        }
        return ExifOrientation.UPRIGHT;
    }

    /** The orientation in a block of Exif, which has the form of a TIFF file. */
    private static ExifOrientation tiff(RandomAccessFile file, long start, long length) throws IOException {
        if (length < 8) {
            return ExifOrientation.UPRIGHT;
        }
        ByteBuffer head = block(file, start, 8);
        ByteOrder order = head.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long directory = head.order(order).getInt(4) & 0xffffffffL;
        if (head.getShort(2) != 42 || directory + 2 > length) {
            return ExifOrientation.UPRIGHT;
        }
        int count = block(file, start + directory, 2).order(order).getShort(0) & 0xffff;
        long bytes = Math.min(Math.min(12L * count, MAX_BLOCK), length - directory - 2);
        ByteBuffer entries = block(file, start + directory + 2, (int) bytes).order(order);
        for (int at = 0; at + 12 <= bytes; at += 12) {
            if ((entries.getShort(at) & 0xffff) == ExifOrientation.TAG) {
                int type = entries.getShort(at + 2);
                // SHORT as it should be, or LONG as some programs write it
                long value = type == 3 ? entries.getShort(at + 8) & 0xffff : type == 4 ? entries.getInt(at + 8) : 0;
                return ExifOrientation.of(value).orElse(ExifOrientation.UPRIGHT);
            }
        }
        return ExifOrientation.UPRIGHT;
    }

    private static ByteBuffer block(RandomAccessFile file, long start, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(start);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }
}

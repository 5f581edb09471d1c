package org.scorewps.tiff;

import java.io.IOException;

/** How strips and tiles are compressed, by the numbers of TIFF 6.0, libtiff and the Library of Congress. */
enum Compression {
    NONE("nothing", 1),
    CCITT_RLE("CCITT runs", Integer.MAX_VALUE),
    CCITT_GROUP_3("CCITT group 3 fax", Integer.MAX_VALUE),
    CCITT_GROUP_4("CCITT group 4 fax", Integer.MAX_VALUE),
    LZW("LZW", 4096),
    OLD_JPEG("JPEG of TIFF's first kind", 0),
    JPEG("JPEG", Integer.MAX_VALUE),
    DEFLATE("DEFLATE", 1100),
    PACK_BITS("PackBits", 64),
    ZSTD("ZSTD", 1 << 16),
    CCITT_RLE_WORDS("CCITT runs of words", 0),
    THUNDERSCAN("ThunderScan", 0),
    NEXT("NeXT", 0),
    PIXAR_LOG("PixarLog", 0),
    JBIG("JBIG", 0),
    JPEG_2000("JPEG 2000", 0),
    SGI_LOG("SGILog", 0),
    LERC("LERC", 0),
    JPEG_XR("JPEG XR", 0),
    LZMA("LZMA", 0),
    WEBP("WebP", 0),
    JPEG_XL("JPEG XL", 0);

    private final String title;
    private final int ratio;

    Compression(String title, int ratio) {
        this.title = title;
        this.ratio = ratio;
    }

    /** @throws IOException when it isn't one that is read; the message says so in one line */
    static Compression of(long code) throws IOException {
        Compression found = find(code);
        if (found.ratio == 0) {
            throw new IOException("it is compressed with " + found.title + ", which isn't read: " + Advice.DEFLATE);
        }
        return found;
    }

    private static Compression find(long code) throws IOException {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 1 -> NONE;
            case 2 -> CCITT_RLE;
            case 3 -> CCITT_GROUP_3;
            case 4 -> CCITT_GROUP_4;
            case 5 -> LZW;
            case 6 -> OLD_JPEG;
            case 7 -> JPEG;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            case 50000 -> ZSTD;
            case 32771 -> CCITT_RLE_WORDS;
            case 32809 -> THUNDERSCAN;
            case 32766 -> NEXT;
            case 32909 -> PIXAR_LOG;
            case 9, 10, 34661 -> JBIG;
            case 33003, 33004, 33005, 34712 -> JPEG_2000;
            case 34676, 34677 -> SGI_LOG;
            case 34887 -> LERC;
            case 34934 -> JPEG_XR;
            case 34925 -> LZMA;
            case 50001 -> WEBP;
            case 50002, 52546 -> JPEG_XL;
            default -> throw new IOException("it is compressed in a way that isn't known (number %d)".formatted(code));
        };
    }

    /** More than so many times as many bytes as a piece has can't come out of it; the largest number: not known. */
    int ratio() {
        return ratio;
    }

    /** Whether a predictor may have been at work before. */
    boolean predicted() {
        return this == LZW || this == DEFLATE || this == ZSTD;
    }

    /** Whether it is one of faxes, which have one band of one bit. */
    boolean fax() {
        return this == CCITT_RLE || this == CCITT_GROUP_3 || this == CCITT_GROUP_4;
    }

    /** Whether the decoder deals with the order of bits itself. */
    boolean ordersBits() {
        return this == JPEG;
    }

    @Override
    public String toString() {
        return title;
    }
}

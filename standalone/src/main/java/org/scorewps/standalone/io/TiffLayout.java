package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * How a TIFF directory's image is cut into strips or tiles; TIFF 6.0 (Adobe 1992) sections 8 and 15.
 *
 * @param width columns
 * @param height rows
 * @param pieceWidth columns of a strip or tile
 * @param pieceHeight rows of a strip or tile
 * @param samples bands
 * @param separate whether each band has its own pieces
 * @param compression how the pieces are compressed
 */
record TiffLayout(
        long width, long height, long pieceWidth, long pieceHeight, long samples, boolean separate, long compression) {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int COMPRESSION = 259;
    private static final int SAMPLES = 277;
    private static final int ROWS = 278;
    private static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    private static final int UNCOMPRESSED = 1;
    private static final int SEPARATE = 2;
    private static final int JPEG = 7;

    /** Samples of a piece that is read in parts, where it can be. */
    private static final long LARGE = 1 << 24;

    /** A compressed piece is decoded as a whole, at a byte or more a sample: what a heap of a gigabyte can hold. */
    private static final long MOST_SAMPLES = 1 << 28;

    /** The layout that tags tell, each with its first value; those that are absent have the standard's values. */
    static TiffLayout of(Map<Integer, Long> tags) {
        long width = tags.getOrDefault(WIDTH, 0L);
        long height = tags.getOrDefault(HEIGHT, 0L);
        return new TiffLayout(
                width,
                height,
                tags.getOrDefault(TILE_WIDTH, width),
                tags.getOrDefault(TILE_HEIGHT, tags.getOrDefault(ROWS, height)),
                tags.getOrDefault(SAMPLES, 1L),
                tags.getOrDefault(PLANAR, 1L) == SEPARATE,
                tags.getOrDefault(COMPRESSION, 1L));
    }

    /**
     * Checks what can be told without decoding.
     *
     * @param pieces strips or tiles that the directory lists
     * @throws IOException when pixels are missing, or would be decoded wrongly; the message says so in one line
     */
    void check(long pieces) throws IOException {
        if (width < 1 || height < 1 || pieceWidth < 1 || pieceHeight < 1 || samples < 1) {
            throw new IOException("its tags say that it has no pixels");
        }
        long needed = pieces(width, pieceWidth) * pieces(height, pieceHeight) * (separate ? samples : 1);
        if (pieces < needed) {
            throw new IOException("it is incomplete: %d x %d pixels need %d strips or tiles, but it has %d"
                    .formatted(width, height, needed, pieces));
        }
        if (compression != UNCOMPRESSED && pieceSamples() > MOST_SAMPLES) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "it is compressed in pieces of %.0f million samples, which have to be decoded as a whole: at most %d"
                            + " million are allowed (gdal_translate -co TILED=YES writes a copy in smaller pieces)",
                    pieceSamples() / 1e6,
                    MOST_SAMPLES / 1_000_000));
        }
        if (compression == JPEG && samples > 3 && !separate) {
            // without a word of it: Java's decoder takes four channels for the inks of a print, and inverts them
            throw new IOException(
                    "its bands are compressed together as JPEGs of more than three channels, which can't be decoded"
                            + " reliably (gdal_translate -co COMPRESS=DEFLATE writes a copy that can)");
        }
    }

    /** Whether its pieces are large, and can be read in parts. */
    boolean divisible() {
        return compression == UNCOMPRESSED && pieceSamples() > LARGE;
    }

    /** In floating point, since a damaged file's tags may say anything. */
    private double pieceSamples() {
        return (double) Math.min(pieceWidth, width) * Math.min(pieceHeight, height) * (separate ? 1 : samples);
    }

    private static long pieces(long length, long piece) {
        return (length - 1) / piece + 1;
    }
}

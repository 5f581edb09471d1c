package org.scorewps.tiff;

import java.io.IOException;
import org.apache.commons.imaging.formats.tiff.itu_t4.T4AndT6Compression;

/** Strips and tiles that are faxes, TIFF 6.0 sections 10 and 11: one bit a pixel, rows begin at whole bytes. */
final class FaxPieces {
    private static final int TWO_DIMENSIONS = 1;
    private static final int FILL_BITS = 4;

    private FaxPieces() {}

    /**
     * @param options of group 3, {@link Tag#GROUP_3_OPTIONS}
     * @throws IOException when it is damaged
     */
    static byte[] decode(Compression compression, long options, byte[] packed, int width, int rows) throws IOException {
        boolean filled = (options & FILL_BITS) != 0;
        try {
            return switch (compression) {
                case CCITT_RLE -> T4AndT6Compression.decompressModifiedHuffman(packed, width, rows);
                case CCITT_GROUP_4 -> T4AndT6Compression.decompressT6(packed, width, rows);
                default ->
                    (options & TWO_DIMENSIONS) != 0
                            ? T4AndT6Compression.decompressT4_2D(packed, width, rows, filled)
                            : T4AndT6Compression.decompressT4_1D(packed, width, rows, filled);
            };
        } catch (IOException | RuntimeException damaged) {
            // the decoder ends in whatever it runs into
            throw new IOException("its fax data are damaged", damaged);
        }
    }
}

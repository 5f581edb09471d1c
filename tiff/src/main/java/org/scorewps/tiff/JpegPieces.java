package org.scorewps.tiff;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Strips and tiles that are JPEGs, whose tables may be elsewhere; Adobe's technical note 2 (1995). Java's own decoder gives
 * the components as they are stored; colours are made of them as libjpeg does it.
 */
final class JpegPieces {
    private static final int MARKER = 0xff;
    private static final byte START = (byte) 0xd8;
    private static final byte END = (byte) 0xd9;
    private static final int HALF = 1 << 15;

    private JpegPieces() {}

    /**
     * Decodes a piece.
     *
     * @param tables the abbreviated JPEG with tables; empty where each piece has its own
     * @throws IOException when it is damaged, or of another size
     */
    static byte[] decode(byte[] tables, byte[] packed, Layout layout, int rows) throws IOException {
        int width = layout.pieceWidth();
        int channels = layout.pieceSamplesAPixel();
        ImageReader reader = JavaReaders.of("jpeg");
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(join(tables, packed)))) {
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != width || reader.getHeight(0) < rows || reader.getHeight(0) > 0xffff) {
                throw new IOException("its JPEGs have %d x %d pixels instead of %d x %d"
                        .formatted(reader.getWidth(0), reader.getHeight(0), width, rows));
            }
            Raster raster = reader.readRaster(0, null);
            if (raster.getNumBands() != channels) {
                throw new IOException(
                        "its JPEGs have %d bands instead of %d".formatted(raster.getNumBands(), channels));
            }
            byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
            if (layout.photometric() == Layout.YCBCR && channels == 3) {
                toColours(bytes);
            }
            return bytes;
        } finally {
            reader.dispose();
        }
    }

    /** One JPEG of the tables and the picture. */
    private static byte[] join(byte[] tables, byte[] packed) throws IOException {
        if (packed.length < 4 || (packed[0] & 0xff) != MARKER || packed[1] != START) {
            throw new IOException("its JPEG data are damaged");
        }
        int end = tables.length;
        if (end >= 2 && (tables[end - 2] & 0xff) == MARKER && tables[end - 1] == END) {
            end -= 2;
        }
        if (end < 4 || (tables[0] & 0xff) != MARKER || tables[1] != START) {
            return packed;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(end + packed.length);
        joined.write(tables, 0, end);
        joined.write(packed, 2, packed.length - 2);
        return joined.toByteArray();
    }

    /** Red, green and blue of YCbCr with the whole numbers of libjpeg's jdcolor.c. */
    private static void toColours(byte[] pixels) {
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            int y = pixels[i] & 0xff;
            int cb = (pixels[i + 1] & 0xff) - 128;
            int cr = (pixels[i + 2] & 0xff) - 128;
            pixels[i] = clamp(y + ((91_881 * cr + HALF) >> 16));
            pixels[i + 1] = clamp(y + ((-22_554 * cb - 46_802 * cr + HALF) >> 16));
            pixels[i + 2] = clamp(y + ((116_130 * cb + HALF) >> 16));
        }
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}

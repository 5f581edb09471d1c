package org.scorewps.tiff;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Strips and tiles that are faxes, TIFF 6.0 sections 10 and 11. Java's own decoder reads each as a TIFF of one strip; of such
 * a plain one it makes nothing else.
 */
final class FaxPieces {
    private static final int ENTRIES = 11;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private FaxPieces() {}

    /** @throws IOException when it is damaged */
    static byte[] decode(TiffDirectory tags, byte[] packed, Layout layout, int rows) throws IOException {
        ImageReader reader = JavaReaders.of("tiff");
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file(tags, packed, layout, rows)))) {
            reader.setInput(stream, true, true);
            BufferedImage picture = reader.read(0);
            return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        } catch (RuntimeException damaged) {
            // the decoder ends in whatever it runs into
            throw new IOException("its fax data are damaged", damaged);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] file(TiffDirectory tags, byte[] packed, Layout layout, int rows) throws IOException {
        int start = 8 + 2 + 12 * ENTRIES + 4;
        ByteBuffer file = ByteBuffer.allocate(start + packed.length);
        file.putInt(0x4d4d002a).putInt(8).putShort((short) ENTRIES);
        entry(file, Tag.IMAGE_WIDTH, layout.pieceWidth());
        entry(file, Tag.IMAGE_LENGTH, rows);
        entry(file, Tag.COMPRESSION, tags.integer(Tag.COMPRESSION, 1));
        // so Java leaves the bits as they come
        entry(file, Tag.PHOTOMETRIC, 1);
        entry(file, Tag.FILL_ORDER, layout.reversed() ? 2 : 1);
        entry(file, Tag.STRIP_OFFSETS, start);
        entry(file, Tag.SAMPLES_PER_PIXEL, 1);
        entry(file, Tag.ROWS_PER_STRIP, rows);
        entry(file, Tag.STRIP_BYTE_COUNTS, packed.length);
        entry(file, Tag.GROUP_3_OPTIONS, tags.integer(Tag.GROUP_3_OPTIONS, 0));
        entry(file, Tag.GROUP_4_OPTIONS, tags.integer(Tag.GROUP_4_OPTIONS, 0));
        return file.putInt(0).put(packed).array();
    }

    private static void entry(ByteBuffer file, int tag, long value) {
        boolean small = tag == Tag.COMPRESSION
                || tag == Tag.PHOTOMETRIC
                || tag == Tag.FILL_ORDER
                || tag == Tag.SAMPLES_PER_PIXEL;
        file.putShort((short) tag).putShort((short) (small ? SHORT : LONG)).putInt(1);
        // a short number is in the first two of the four bytes
        file.putInt((int) (small ? value << 16 : value));
    }
}

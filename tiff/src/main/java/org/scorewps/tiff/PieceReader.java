package org.scorewps.tiff;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.Optional;

/** Strips and tiles of one directory, decoded. */
final class PieceReader {
    /** Pieces that aren't compressed are kept as a whole up to this size, and read in parts beyond. */
    private static final long SMALL = 1 << 18;

    private final TiffInput input;
    private final TiffDirectory tags;
    private final Layout layout;
    private final PieceCache cache;
    private final int image;
    private final byte[] jpegTables;

    PieceReader(TiffDirectory tags, Layout layout, PieceCache cache, int image) throws IOException {
        this.input = tags.input();
        this.tags = tags;
        this.layout = layout;
        this.cache = cache;
        this.image = image;
        jpegTables = tags.bytes(Tag.JPEG_TABLES);
        checkCount();
    }

    /**
     * Samples of a part of a piece.
     *
     * @param samples row by row
     * @param area where they are in the piece
     * @param channels samples of a pixel
     */
    record Part(DataBuffer samples, Rectangle area, int channels) {}

    private int offsets() {
        return layout.tiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    }

    private int counts() {
        return layout.tiled() ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
    }

    private void checkCount() throws IOException {
        long there = tags.count(offsets());
        if (tags.has(counts())) {
            there = Math.min(there, tags.count(counts()));
        }
        if (there < layout.pieces()) {
            throw new IOException("it is incomplete: %d x %d pixels need %d strips or tiles, but it has %d"
                    .formatted(layout.width(), layout.height(), layout.pieces(), there));
        }
    }

    /**
     * Reads a part of a piece, or more of it.
     *
     * @param plane band, where bands have their own pieces
     * @param area needed part, in the piece's pixels
     * @return nothing when the file doesn't hold the piece: it is sparse
     */
    Optional<Part> read(int plane, int column, int row, Rectangle area) throws IOException {
        long piece = ((long) plane * layout.down() + row) * layout.across() + column;
        long start = tags.integer(offsets(), piece, 0);
        int rows = layout.rows(row);
        long full = layout.rowBytes() * rows;
        long size = size(piece, start, full);
        if (size == 0) {
            return Optional.empty();
        }
        int channels = layout.pieceSamplesAPixel();
        if (layout.compression() == Compression.NONE && full > SMALL) {
            return Optional.of(new Part(rows(start, size, area), area, channels));
        }
        DataBuffer samples = cache.get(new PieceCache.Key(image, piece), () -> decode(start, size, rows));
        return Optional.of(new Part(samples, new Rectangle(0, 0, layout.pieceWidth(), rows), channels));
    }

    private long size(long piece, long start, long full) throws IOException {
        boolean none = layout.compression() == Compression.NONE;
        if (!tags.has(counts())) {
            return start == 0 ? 0 : none ? full : Math.max(0, input.length() - start);
        }
        long size = tags.integer(counts(), piece, 0);
        // some writers leave out the size of the only strip
        return size == 0 && start != 0 && none && layout.pieces() == 1 ? full : start == 0 ? 0 : size;
    }

    private DataBuffer decode(long start, long size, int rows) throws IOException {
        int rowBytes = Math.toIntExact(layout.rowBytes());
        long full = (long) rowBytes * rows;
        Compression compression = layout.compression();
        if (full > size * (double) compression.ratio() || size > Integer.MAX_VALUE - 8) {
            throw tooShort(size, full);
        }
        input.checkPixels(start, size);
        int stored = (int) (compression == Compression.NONE ? full : size);
        byte[] packed = new byte[stored];
        input.read(start, packed, 0, stored);
        if (layout.reversed() && !compression.ordersBits()) {
            reverse(packed);
        }
        byte[] bytes = unpacked(packed, rowBytes, rows);
        if (compression.predicted() && layout.predictor() != 1) {
            Predictor.undo(
                    layout.predictor(), bytes, rowBytes, layout.pieceSamplesAPixel(), layout.sample(), input.order());
        }
        int count = layout.pieceWidth() * layout.pieceSamplesAPixel();
        return Samples.unpack(bytes, rowBytes, 0, count, layout.sample(), input.order());
    }

    private byte[] unpacked(byte[] packed, int rowBytes, int rows) throws IOException {
        Compression compression = layout.compression();
        if (compression == Compression.NONE) {
            return packed;
        }
        if (compression == Compression.JPEG) {
            return JpegPieces.decode(jpegTables, packed, layout, rows);
        }
        if (compression.fax()) {
            return FaxPieces.decode(
                    compression, tags.integer(Tag.GROUP_3_OPTIONS, 0), packed, layout.pieceWidth(), rows);
        }
        byte[] bytes = new byte[Math.multiplyExact(rowBytes, rows)];
        switch (compression) {
            case LZW -> Lzw.decode(packed, bytes);
            case PACK_BITS -> PackBits.decode(packed, bytes);
            case DEFLATE -> Streams.inflate(packed, bytes);
            case ZSTD -> Streams.zstd(packed, bytes);
            default -> throw new IOException("it is compressed with " + compression + ", which isn't read");
        }
        return bytes;
    }

    /** A part of a piece that isn't compressed. */
    private DataBuffer rows(long start, long size, Rectangle area) throws IOException {
        long rowBytes = layout.rowBytes();
        long bits = layout.sample().bits() * (long) layout.pieceSamplesAPixel();
        long firstBit = area.x * bits;
        long from = firstBit / 8;
        long to = ((area.x + area.width) * bits + 7) / 8;
        long end = (area.y + area.height - 1) * rowBytes + to;
        if (end > size) {
            throw tooShort(size, end);
        }
        input.checkPixels(start, end);
        int part = Math.toIntExact(to - from);
        byte[] bytes = new byte[Math.multiplyExact(part, area.height)];
        if (part == rowBytes) {
            input.read(start + area.y * rowBytes, bytes, 0, bytes.length);
        } else {
            for (int row = 0; row < area.height; row++) {
                input.read(start + (area.y + row) * rowBytes + from, bytes, row * part, part);
            }
        }
        if (layout.reversed()) {
            reverse(bytes);
        }
        int count = area.width * layout.pieceSamplesAPixel();
        return Samples.unpack(bytes, part, (int) (firstBit % 8), count, layout.sample(), input.order());
    }

    private static IOException tooShort(long size, long needed) {
        return new IOException("a strip or tile has %d bytes, too few for its pixels of %d".formatted(size, needed));
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
        }
    }
}

package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether a TIFF file holds all the pixels that its directories promise: readers fill what a truncated file
 * lacks with black. Reads directories and offset tables only; TIFF 6.0 (Adobe 1992) section 2, and BigTIFF.
 */
final class TiffCompleteness implements AutoCloseable {
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final long length;
    private final ByteOrder order;
    private final boolean big;
    private Optional<TiffLayout> image = Optional.empty();

    private TiffCompleteness(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        length = channel.size();
        ByteBuffer mark = ByteBuffer.allocate(4);
        channel.read(mark, 0);
        order = mark.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        big = mark.order(order).getShort(2) == 43;
    }

    /** Whether the first bytes are a TIFF's. */
    static boolean isTiff(byte[] start) {
        return start.length >= 4
                && ((start[0] == 'I' && start[1] == 'I' && (start[2] == 42 || start[2] == 43) && start[3] == 0)
                        || (start[0] == 'M' && start[1] == 'M' && start[2] == 0 && (start[3] == 42 || start[3] == 43)));
    }

    /**
     * Checks a file.
     *
     * @return how its first image is cut into pieces
     * @throws IOException when bytes are missing, or directories make no sense; the message says so in one line
     */
    static Optional<TiffLayout> check(Path file) throws IOException {
        try (TiffCompleteness tiff = new TiffCompleteness(file)) {
            tiff.checkDirectories();
            return tiff.image;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void checkDirectories() throws IOException {
        Set<Long> seen = new HashSet<>();
        long directory = big ? number(8, 8) : number(4, 4);
        while (directory != 0) {
            if (!seen.add(directory)) {
                throw new IOException("its directories run in a circle");
            }
            directory = checkDirectory(directory);
        }
    }

    /** Checks one directory's pixels and gives the next directory's place. */
    private long checkDirectory(long place) throws IOException {
        int countSize = big ? 8 : 2;
        int entrySize = big ? 20 : 12;
        long entries = number(place, countSize);
        Map<Integer, Long> tags = new HashMap<>();
        Table offsets = Table.NONE;
        Table counts = Table.NONE;
        for (long i = 0; i < entries; i++) {
            long entry = place + countSize + i * entrySize;
            int tag = (int) number(entry, 2);
            tags.put(tag, first(entry));
            if (tag == STRIP_OFFSETS || tag == TILE_OFFSETS) {
                offsets = table(entry);
            } else if (tag == STRIP_BYTE_COUNTS || tag == TILE_BYTE_COUNTS) {
                counts = table(entry);
            }
        }
        checkPixels(offsets, counts);
        if (offsets.count() > 0) {
            TiffLayout layout = TiffLayout.of(tags);
            layout.check(offsets.count());
            image = image.or(() -> Optional.of(layout));
        }
        return number(place + countSize + entries * entrySize, big ? 8 : 4);
    }

    private record Table(long place, long count, int size) {
        static final Table NONE = new Table(0, 0, 4);
    }

    /** The first value of an entry, when it is one of whole numbers that lie in it. */
    private long first(long entry) throws IOException {
        int size =
                switch ((int) number(entry + 2, 2)) {
                    case 3 -> 2;
                    case 4 -> 4;
                    case 16 -> big ? 8 : 0;
                    default -> 0;
                };
        return size == 0 ? 0 : number(entry + 4 + (big ? 8 : 4), size);
    }

    private Table table(long entry) throws IOException {
        int size =
                switch ((int) number(entry + 2, 2)) {
                    case 3 -> 2;
                    case 16, 18 -> 8;
                    default -> 4;
                };
        int room = big ? 8 : 4;
        long count = number(entry + 4, room);
        long value = entry + 4 + room;
        return new Table(count > room / size ? number(value, room) : value, count, size);
    }

    private void checkPixels(Table offsets, Table counts) throws IOException {
        long pieces = Math.min(offsets.count(), counts.count());
        for (long first = 0; first < pieces; first += CHUNK) {
            int many = (int) Math.min(CHUNK, pieces - first);
            ByteBuffer starts = bytes(offsets.place() + first * offsets.size(), many * offsets.size());
            ByteBuffer lengths = bytes(counts.place() + first * counts.size(), many * counts.size());
            for (int i = 0; i < many; i++) {
                long end = value(starts, offsets.size()) + value(lengths, counts.size());
                if (end > length || end < 0) {
                    throw new IOException(
                            "it is truncated: %d bytes, but its pixels reach byte %d".formatted(length, end));
                }
            }
        }
    }

    private long number(long place, int size) throws IOException {
        return value(bytes(place, size), size);
    }

    private ByteBuffer bytes(long place, int size) throws IOException {
        if (place < 0 || place + size > length) {
            throw new IOException(
                    "it is truncated: %d bytes, but its directories reach byte %d".formatted(length, place + size));
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
        while (buffer.hasRemaining() && channel.read(buffer, place + buffer.position()) > 0) {
            // a channel may give less than asked for
        }
        return buffer.flip();
    }

    private static long value(ByteBuffer buffer, int size) {
        return switch (size) {
            case 2 -> Short.toUnsignedLong(buffer.getShort());
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            default -> buffer.getLong();
        };
    }
}

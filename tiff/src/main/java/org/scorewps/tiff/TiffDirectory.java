package org.scorewps.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tags of one image in a TIFF file. Values are read from the file, which must be open. */
public final class TiffDirectory {
    /** Of a table, read at once. */
    private static final int CHUNK = 1 << 16;

    private final TiffInput input;
    private final Map<Integer, TiffEntry> entries;

    private TiffDirectory(TiffInput input, Map<Integer, TiffEntry> entries) {
        this.input = input;
        this.entries = entries;
    }

    /**
     * Reads a directory's entries.
     *
     * @param table the entries' bytes
     * @param place of the table in the file
     */
    static TiffDirectory read(TiffInput input, ByteBuffer table, long place) {
        int word = input.big() ? 8 : 4;
        int entrySize = 4 + 2 * word;
        Map<Integer, TiffEntry> entries = new HashMap<>();
        for (int start = 0; start < table.limit(); start += entrySize) {
            table.position(start);
            int tag = (int) TiffInput.number(table, 2);
            int type = (int) TiffInput.number(table, 2);
            long count = TiffInput.number(table, word);
            int size = TiffEntry.size(type);
            if (size > 0 && count > 0) {
                boolean inside = count <= word / size;
                long at = inside ? place + start + 4 + word : TiffInput.number(table, word);
                // the first of several of the same number counts, as for libtiff
                entries.putIfAbsent(tag, new TiffEntry(type, count, at));
            }
        }
        return new TiffDirectory(input, Map.copyOf(entries));
    }

    /** Whether it has a tag, with any value. */
    public boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Number of a tag's values; 0 when it is absent. */
    public long count(int tag) {
        return entry(tag).map(TiffEntry::count).orElse(0L);
    }

    /**
     * A tag's first value as a whole number.
     *
     * @param absent the value where the tag is absent or no whole number
     * @throws IOException when the file lacks its bytes
     */
    public long integer(int tag, long absent) throws IOException {
        return has(tag) && entries.get(tag).whole() ? integer(tag, 0, absent) : absent;
    }

    /** One of a tag's values as a whole number. */
    long integer(int tag, long index, long absent) throws IOException {
        return has(tag) ? entries.get(tag).integers(input, index, 1)[0] : absent;
    }

    /** Some of a tag's values. */
    long[] integers(int tag, long first, int many) throws IOException {
        return has(tag) ? entries.get(tag).integers(input, first, many) : new long[0];
    }

    /**
     * A tag's whole numbers; none where it is absent.
     *
     * @throws IOException when the file lacks their bytes, or they aren't whole numbers
     */
    public long[] integers(int tag) throws IOException {
        if (!has(tag)) {
            return new long[0];
        }
        TiffEntry entry = entries.get(tag);
        entry.all(input);
        return entry.integers(input, 0, (int) entry.count());
    }

    /**
     * A tag's numbers of any type; none where it is absent.
     *
     * @throws IOException when the file lacks their bytes
     */
    public double[] doubles(int tag) throws IOException {
        return has(tag) ? entries.get(tag).doubles(input) : new double[0];
    }

    /**
     * A tag's characters, up to the first that is zero.
     *
     * @throws IOException when the file lacks their bytes
     */
    public Optional<String> text(int tag) throws IOException {
        return has(tag) ? entries.get(tag).text(input) : Optional.empty();
    }

    /** A tag's bytes; none where it is absent. */
    byte[] bytes(int tag) throws IOException {
        return has(tag) ? entries.get(tag).all(input).array() : new byte[0];
    }

    /** @throws IOException when the file ends before the end of a strip or tile */
    void checkComplete() throws IOException {
        checkComplete(Tag.STRIP_OFFSETS, Tag.STRIP_BYTE_COUNTS);
        checkComplete(Tag.TILE_OFFSETS, Tag.TILE_BYTE_COUNTS);
    }

    private void checkComplete(int offsets, int counts) throws IOException {
        long pieces = Math.min(count(offsets), count(counts));
        for (long first = 0; first < pieces; first += CHUNK) {
            int many = (int) Math.min(CHUNK, pieces - first);
            long[] starts = integers(offsets, first, many);
            long[] sizes = integers(counts, first, many);
            for (int i = 0; i < many; i++) {
                input.checkPixels(starts[i], sizes[i]);
            }
        }
    }

    TiffInput input() {
        return input;
    }

    private Optional<TiffEntry> entry(int tag) {
        return Optional.ofNullable(entries.get(tag));
    }
}

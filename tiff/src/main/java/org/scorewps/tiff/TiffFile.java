package org.scorewps.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TIFF or BigTIFF file of either byte order. Its pixels are read when they are asked for, so it stays open until it is
 * closed. Can be used by several threads.
 */
public final class TiffFile implements AutoCloseable {
    /** More than any file has that means well; memory is bounded by them. */
    private static final int MOST_DIRECTORIES = 65_535;

    private static final long MOST_ENTRIES = 1_000_000;

    private final TiffInput input;
    private final List<TiffDirectory> directories;
    private final PieceCache cache = new PieceCache();

    private TiffFile(TiffInput input) throws IOException {
        this.input = input;
        directories = List.copyOf(directories(input));
    }

    /** Whether a file's first four bytes are a TIFF's. */
    public static boolean isTiff(byte[] start) {
        return start.length >= 4
                && ((start[0] == 'I' && start[1] == 'I' && (start[2] == 42 || start[2] == 43) && start[3] == 0)
                        || (start[0] == 'M' && start[1] == 'M' && start[2] == 0 && (start[3] == 42 || start[3] == 43)));
    }

    /**
     * Opens a file and reads its directories.
     *
     * @throws IOException when it is no TIFF file, or directories are missing or make no sense; the message says so in
     *     one line
     */
    public static TiffFile open(Path file) throws IOException {
        TiffInput input = new TiffInput(file);
        try {
            return new TiffFile(input);
        } catch (IOException | RuntimeException unusable) {
            input.close();
            throw unusable;
        }
    }

    /** Its directories, in the order in which they follow each other; the first is of the image itself. */
    public List<TiffDirectory> directories() {
        return directories;
    }

    /**
     * The image of a directory; it reads from this file, which must stay open.
     *
     * @param number the directory's, from 0
     * @param absent the values of pixels that a sparse file leaves out, one a band, the last also of those after it: nodata;
     *     0 where there is none
     * @throws IOException when its tags make no sense, strips or tiles are missing, or it is of a kind that isn't read; the
     *     message says so in one line, and what helps
     */
    public TiffImage image(int number, double... absent) throws IOException {
        return new TiffImage(directories.get(number), cache, number, absent);
    }

    /**
     * Checks that the file holds all bytes that its directories promise.
     *
     * @throws IOException when it doesn't; the message says so in one line
     */
    public void checkComplete() throws IOException {
        for (TiffDirectory directory : directories) {
            directory.checkComplete();
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private static List<TiffDirectory> directories(TiffInput input) throws IOException {
        int word = input.big() ? 8 : 4;
        int countSize = input.big() ? 8 : 2;
        List<TiffDirectory> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long all = 0;
        long place = input.number(word, word);
        while (place != 0) {
            if (!seen.add(place)) {
                throw new IOException("its directories run in a circle");
            }
            long entries = input.number(place, countSize);
            all += entries;
            if (seen.size() > MOST_DIRECTORIES || entries < 0 || all > MOST_ENTRIES) {
                throw new IOException("it has more than %d directories or %d tags, the most that are read"
                        .formatted(MOST_DIRECTORIES, MOST_ENTRIES));
            }
            long table = place + countSize;
            long size = entries * (4 + 2 * word);
            found.add(TiffDirectory.read(input, input.directoryBytes(table, size), table));
            place = input.number(table + size, word);
        }
        return found;
    }
}

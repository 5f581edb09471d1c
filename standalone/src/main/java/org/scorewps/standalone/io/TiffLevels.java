package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.TiffFile;
import org.scorewps.tiff.TiffImage;

/**
 * What the directories of a TIFF file are, as GDAL takes them: the first is the image, reduced ones are its overviews, masks
 * are those of the image or overview of the same size.
 */
final class TiffLevels {
    private static final int REDUCED = 1;
    private static final int MASK = 4;

    private TiffLevels() {}

    /**
     * An image in a file.
     *
     * @param mask of its pixels, 0 where they don't count
     */
    record Level(TiffImage image, Optional<TiffImage> mask) {
        /** The same with another mask where it has none. */
        Level or(Optional<TiffImage> other) {
            return new Level(image, mask.or(() -> other));
        }
    }

    /** The image itself. */
    static Level full(TiffFile file, double... absent) throws IOException {
        TiffImage image = file.image(0, absent);
        return new Level(image, mask(file, image, false));
    }

    /**
     * Overviews of an image.
     *
     * @param file the image's own, or the one beside it that has nothing but overviews
     * @param beside whether it is that
     */
    static List<Level> overviews(TiffFile file, boolean beside, double... absent) throws IOException {
        List<Level> levels = new ArrayList<>();
        for (int i = beside ? 0 : 1; i < file.directories().size(); i++) {
            long kind = kind(file, i);
            if ((kind & MASK) == 0 && ((kind & REDUCED) != 0 || i == 0)) {
                TiffImage image = file.image(i, absent);
                levels.add(new Level(image, mask(file, image, true)));
            }
        }
        return levels;
    }

    private static Optional<TiffImage> mask(TiffFile file, TiffImage image, boolean reduced) throws IOException {
        for (int i = 1; i < file.directories().size(); i++) {
            TiffDirectory tags = file.directories().get(i);
            boolean one = (kind(file, i) & MASK) != 0 && (kind(file, i) & REDUCED) != 0 == reduced;
            if (one
                    && tags.integer(Tag.IMAGE_WIDTH, 0) == image.getWidth()
                    && tags.integer(Tag.IMAGE_LENGTH, 0) == image.getHeight()) {
                return Optional.of(file.image(i));
            }
        }
        return Optional.empty();
    }

    private static long kind(TiffFile file, int directory) throws IOException {
        return file.directories().get(directory).integer(Tag.NEW_SUBFILE_TYPE, 0);
    }
}

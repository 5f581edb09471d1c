package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.TiffFile;

/**
 * The images of a TIFF raster, those in files beside it included: overviews in {@code .ovr} where it has none itself, the
 * mask in {@code .msk} likewise. Pixels are read when they are asked for, so the files must stay until this is closed.
 */
final class TiffRaster implements AutoCloseable {
    private static final String OVERVIEWS = ".ovr";
    private static final String MASK = ".msk";

    private final List<TiffFile> files = new ArrayList<>();
    private final TiffFile main;

    private TiffRaster(Path path) throws IOException {
        main = open(path);
    }

    /** @throws IOException when the file is damaged or truncated; the message says so in one line */
    static TiffRaster of(Path path) throws IOException {
        return new TiffRaster(path);
    }

    /** The tags of the image. */
    TiffDirectory tags() throws IOException {
        if (main.directories().isEmpty()) {
            throw new IOException("it holds no raster");
        }
        return main.directories().get(0);
    }

    /**
     * The image and its overviews.
     *
     * @param absent values of pixels that a sparse file leaves out, one a band
     * @return the image first
     */
    List<TiffLevels.Level> levels(Path path, double... absent) throws IOException {
        List<TiffLevels.Level> levels = new ArrayList<>();
        levels.add(TiffLevels.full(main, absent));
        levels.addAll(TiffLevels.overviews(main, false, absent));
        Optional<TiffFile> reduced = levels.size() > 1 ? Optional.empty() : beside(path, OVERVIEWS);
        if (reduced.isPresent()) {
            levels.addAll(TiffLevels.overviews(reduced.get(), true, absent));
        }
        Optional<TiffFile> mask = levels.get(0).mask().isPresent() ? Optional.empty() : beside(path, MASK);
        if (mask.isPresent()) {
            return masked(levels, mask.get());
        }
        return levels;
    }

    /** The mask file's image is for the image, its overviews for those of the same size. */
    private static List<TiffLevels.Level> masked(List<TiffLevels.Level> levels, TiffFile file) throws IOException {
        List<TiffLevels.Level> masks = new ArrayList<>(TiffLevels.overviews(file, true));
        return levels.stream()
                .map(level -> level.or(masks.stream()
                        .map(TiffLevels.Level::image)
                        .filter(mask -> mask.getWidth() == level.image().getWidth()
                                && mask.getHeight() == level.image().getHeight())
                        .findFirst()))
                .toList();
    }

    private Optional<TiffFile> beside(Path path, String ending) throws IOException {
        Path file = path.resolveSibling(path.getFileName() + ending);
        return Files.isRegularFile(file) ? Optional.of(open(file)) : Optional.empty();
    }

    private TiffFile open(Path path) throws IOException {
        TiffFile file = TiffFile.open(path);
        files.add(file);
        file.checkComplete();
        return file;
    }

    @Override
    public void close() throws IOException {
        for (TiffFile file : files) {
            file.close();
        }
    }
}

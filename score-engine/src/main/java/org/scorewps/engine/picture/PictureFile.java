package org.scorewps.engine.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.scorewps.engine.ImageTile;
import org.scorewps.tiff.TiffFile;

/** A picture in a file: JPEG, PNG, TIFF, and what else Java reads. It is seen upright, whatever way round it is stored. */
public final class PictureFile {
    private static final int CMYK_COMPONENTS = 4;

    /** What libjpeg says, once, when it makes up the rest of a picture. An end without its marker alone does no harm. */
    private static final String CUT = "premature end of data segment";

    private final Path path;
    private final int width;
    private final int height;
    private final boolean tiff;
    private final ExifOrientation orientation;
    private final PictureTags tags;

    private PictureFile(Path path, int width, int height, boolean tiff, ExifOrientation orientation, PictureTags tags) {
        this.path = path;
        this.width = orientation.swapsSides() ? height : width;
        this.height = orientation.swapsSides() ? width : height;
        this.tiff = tiff;
        this.orientation = orientation;
        this.tags = tags;
    }

    /**
     * Looks at a file; its pixels aren't read.
     *
     * @throws IOException when it is no picture, or damaged; the message says so in a few words
     */
    public static PictureFile open(Path path) throws IOException {
        PictureTags tags;
        byte[] start = new byte[4];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            tags = PictureTags.of(file);
            file.seek(0);
            file.read(start);
        }
        if (TiffFile.isTiff(start)) {
            TiffPicture.Head head = TiffPicture.head(path);
            return new PictureFile(path, head.width(), head.height(), true, head.orientation(), tags);
        }
        return read(
                path,
                reader -> new PictureFile(
                        path, reader.getWidth(0), reader.getHeight(0), false, tags.orientation(), tags));
    }

    /** Columns of the upright picture. */
    public int width() {
        return width;
    }

    /** Its rows. */
    public int height() {
        return height;
    }

    /** Whether it is stored another way round than it is seen. */
    public boolean turned() {
        return orientation != ExifOrientation.UPRIGHT;
    }

    /**
     * Its pixels, upright.
     *
     * @throws IOException when it is damaged, or of a kind that isn't read
     */
    public ImageTile pixels() throws IOException {
        return orientation.upright(tiff ? TiffPicture.pixels(path) : read(path, this::decoded));
    }

    private ImageTile decoded(ImageReader reader) throws IOException {
        if (tags.components() == CMYK_COMPONENTS) {
            return Cmyk.tile(reader.readRaster(0, null), tags);
        }
        BufferedImage picture = reader.read(0);
        return PicturePixels.of(picture.getRaster(), picture.getColorModel(), List.of());
    }

    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T read(Path path, Use<T> use) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("it is no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                boolean[] cut = new boolean[1];
                reader.addIIOReadWarningListener((source, warning) -> cut[0] |= warning.contains(CUT));
                T read = use.of(reader);
                if (cut[0]) {
                    throw new IOException("it ends early");
                }
                return read;
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException damaged) { // readers meet broken files with all kinds of exceptions
            throw new IOException("its decoder ends in " + damaged.getClass().getSimpleName(), damaged);
        }
    }
}

package org.scorewps.engine.picture;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.scorewps.engine.ImageTile;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.TiffFile;
import org.scorewps.tiff.TiffImage;

/** The first picture of a TIFF file. */
final class TiffPicture {
    private static final int CIE_LAB = 8;
    private static final int ITU_LAB = 10;

    private TiffPicture() {}

    /** Width and height as stored, pixels, with what the file says beside the pixels. */
    record Head(int width, int height, ExifOrientation orientation) {}

    static Head head(Path path) throws IOException {
        try (TiffFile file = TiffFile.open(path)) {
            TiffImage image = image(file);
            file.checkComplete();
            TiffDirectory tags = file.directories().get(0);
            return new Head(
                    image.getWidth(),
                    image.getHeight(),
                    ExifOrientation.of(tags.integer(Tag.ORIENTATION, 1)).orElse(ExifOrientation.UPRIGHT));
        }
    }

    /** The pixels as stored. */
    static ImageTile pixels(Path path) throws IOException {
        try (TiffFile file = TiffFile.open(path)) {
            TiffImage image = image(file);
            return PicturePixels.of(
                    image.read(new Rectangle(0, 0, image.getWidth(), image.getHeight())),
                    image.getColorModel(),
                    nodata(file));
        }
    }

    private static TiffImage image(TiffFile file) throws IOException {
        if (file.directories().isEmpty()) {
            throw new IOException("it has no picture");
        }
        long photometric = file.directories().get(0).integer(Tag.PHOTOMETRIC, 1);
        if (photometric >= CIE_LAB && photometric <= ITU_LAB) {
            throw new IOException("its colours are of the Lab space, which aren't read; save it as RGB");
        }
        return file.image(0, nodata(file).orElse(0));
    }

    private static OptionalDouble nodata(TiffFile file) throws IOException {
        try {
            return file.directories()
                    .get(0)
                    .text(Tag.GDAL_NODATA)
                    .map(text ->
                            OptionalDouble.of(Double.parseDouble(text.strip().replace(',', '.'))))
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }
}

package org.scorewps.engine.picture;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.tiff.Tag;
import org.scorewps.tiff.TiffDirectory;
import org.scorewps.tiff.TiffFile;
import org.scorewps.tiff.TiffImage;
import org.scorewps.tiff.metadata.BandTags;
import org.scorewps.tiff.metadata.PamFile;

/** The first picture of a TIFF file. */
final class TiffPicture {
    private static final int CIE_LAB = 8;
    private static final int ITU_LAB = 10;

    private TiffPicture() {}

    /** Width and height as stored, pixels, with what the file says beside the pixels. */
    record Head(int width, int height, ExifOrientation orientation) {}

    static Head head(Path path) throws IOException {
        try (TiffFile file = TiffFile.open(path)) {
            TiffImage image = image(file, List.of());
            file.checkComplete();
            TiffDirectory tags = directory(file);
            return new Head(
                    image.getWidth(),
                    image.getHeight(),
                    ExifOrientation.of(tags.integer(Tag.ORIENTATION, 1)).orElse(ExifOrientation.UPRIGHT));
        }
    }

    /** The pixels as stored. */
    static ImageTile pixels(Path path) throws IOException {
        try (TiffFile file = TiffFile.open(path)) {
            List<PictureBand> bands = BandTags.of(directory(file), PamFile.beside(path)).stream()
                    .map(band -> new PictureBand(band.interpretation(), band.nodata()))
                    .toList();
            TiffImage image = image(file, bands);
            return PicturePixels.of(
                    image.read(new Rectangle(0, 0, image.getWidth(), image.getHeight())), image.getColorModel(), bands);
        }
    }

    private static TiffDirectory directory(TiffFile file) throws IOException {
        if (file.directories().isEmpty()) {
            throw new IOException("it has no picture");
        }
        return file.directories().get(0);
    }

    private static TiffImage image(TiffFile file, List<PictureBand> bands) throws IOException {
        long photometric = directory(file).integer(Tag.PHOTOMETRIC, 1);
        if (photometric >= CIE_LAB && photometric <= ITU_LAB) {
            throw new IOException("its colours are of the Lab space, which aren't read; save it as RGB");
        }
        return file.image(
                0, bands.stream().mapToDouble(band -> band.nodata().orElse(0)).toArray());
    }
}

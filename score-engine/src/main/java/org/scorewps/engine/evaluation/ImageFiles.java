package org.scorewps.engine.evaluation;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

/** The pictures of a data set: JPEG, PNG, and what else Java reads. */
final class ImageFiles {
    private ImageFiles() {}

    /** Looks whether a picture is there and as large as the data set says; its pixels aren't read. */
    static void check(Path folder, CocoImage image, Problems problems) {
        Optional<Path> file = file(folder, image);
        if (file.isEmpty()) {
            problems.add("image files outside of the folder of images", image.fileName());
        } else if (!Files.isRegularFile(file.get())) {
            problems.add("image files that are missing in " + folder, image.fileName());
        } else {
            checkSize(file.get(), image, problems);
        }
    }

    private static void checkSize(Path file, CocoImage image, Problems problems) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                problems.add("image files that are no pictures", image.fileName());
                return;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width != image.width() || height != image.height()) {
                    problems.add(
                            "image files of another size than the data set says",
                            "%s, %d x %d instead of %d x %d"
                                    .formatted(image.fileName(), width, height, image.width(), image.height()));
                }
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // readers meet broken files with all kinds of exceptions
            problems.add("image files that can't be read", image.fileName());
        }
    }

    /** The pixels; gray ones become colours, transparency is left out. */
    static ImageTile read(Path folder, CocoImage image) {
        Path file = file(folder, image)
                .orElseThrow(() -> new InvalidInputException(image.fileName() + ": outside of the folder of images"));
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null || picture.getWidth() != image.width() || picture.getHeight() != image.height()) {
                throw new IOException("it isn't a picture of the size that the data set says");
            }
            return tile(picture);
        } catch (IOException | RuntimeException e) { // see above
            throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static ImageTile tile(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] rgb = new byte[3 * width * height];
        Raster raster = picture.getRaster();
        // not by getRGB, which takes gray values for linear light and brightens them
        boolean gray = raster.getNumBands() <= 2 && !(picture.getColorModel() instanceof IndexColorModel);
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (gray) {
                raster.getSamples(0, y, width, 1, 0, row);
            } else {
                picture.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (gray ? row[x] >> shift : row[x] >> 16);
                rgb[at + 1] = (byte) (gray ? row[x] >> shift : row[x] >> 8);
                rgb[at + 2] = (byte) (gray ? row[x] >> shift : row[x]);
            }
        }
        return new ImageTile(width, height, rgb);
    }

    private static Optional<Path> file(Path folder, CocoImage image) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            Path file = root.resolve(image.fileName()).normalize();
            return file.startsWith(root) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

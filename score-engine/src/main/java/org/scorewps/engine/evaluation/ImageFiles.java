package org.scorewps.engine.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.picture.PictureFile;

/** The files of a data set's pictures. */
final class ImageFiles {
    /** The kind of problem of files that are damaged. */
    static final String UNREADABLE = "image files that can't be read";

    private final Map<Long, Path> files = new HashMap<>();

    private ImageFiles() {}

    /**
     * Finds the pictures in a folder and looks whether each, upright, is as large as the data set says; pixels aren't
     * read.
     *
     * @param problems is told what is wrong
     */
    static ImageFiles find(Path folder, List<CocoImage> images, Problems problems) {
        ImageFiles found = new ImageFiles();
        Map<Path, Integer> uses = new HashMap<>();
        Set<Path> shortened = new HashSet<>();
        List<CocoImage> there = new ArrayList<>();
        for (CocoImage image : images) {
            Optional<ImagePaths> file = ImagePaths.find(folder, image.fileName());
            if (file.isEmpty()) {
                problems.add("image files outside of the folder of images", image.fileName());
            } else if (!Files.isRegularFile(file.get().path())) {
                problems.add("image files that are missing in " + folder, image.fileName());
            } else {
                there.add(image);
                found.files.put(image.id(), file.get().path());
                uses.merge(file.get().path(), 1, Integer::sum);
                if (!file.get().whole()) {
                    shortened.add(file.get().path());
                }
            }
        }
        for (CocoImage image : there) {
            Path file = found.files.get(image.id());
            if (shortened.contains(file) && uses.get(file) > 1) {
                problems.add(
                        "image files that are missing, of whose names the ends alone are those of several images",
                        image.fileName());
                found.files.remove(image.id());
            } else if (!fits(file, image, problems)) {
                found.files.remove(image.id());
            }
        }
        return found;
    }

    private static boolean fits(Path file, CocoImage image, Problems problems) {
        try {
            PictureFile picture = PictureFile.open(file);
            if (picture.width() == image.width() && picture.height() == image.height()) {
                return true;
            }
            problems.add(
                    "image files of another size than the data set says",
                    "%s, %d x %d%s instead of %d x %d"
                            .formatted(
                                    image.fileName(),
                                    picture.width(),
                                    picture.height(),
                                    picture.turned() ? " when upright by its Exif orientation" : "",
                                    image.width(),
                                    image.height()));
        } catch (IOException e) {
            problems.add(UNREADABLE, image.fileName() + ", " + e.getMessage());
        }
        return false;
    }

    /** Whether a picture is there and fits. */
    boolean has(CocoImage image) {
        return files.containsKey(image.id());
    }

    /**
     * The pixels.
     *
     * @throws IOException when the file is damaged, or another one by now
     */
    ImageTile read(CocoImage image) throws IOException {
        PictureFile picture = PictureFile.open(path(image));
        if (picture.width() != image.width() || picture.height() != image.height()) {
            throw new IOException("it isn't a picture of the size that the data set says");
        }
        return picture.pixels();
    }

    /** The file of a picture that is there. */
    Path path(CocoImage image) {
        return files.get(image.id());
    }
}

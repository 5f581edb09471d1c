package org.scorewps.engine.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

/**
 * A data set in COCO's JSON format: pictures, categories, and where in the pictures the objects are. Reading it checks it
 * whole, so that nothing fails later but for a file that changes meanwhile.
 */
public final class CocoDataset {
    private final Path file;
    private final Path imageFolder;
    private final List<CocoImage> images;
    private final List<CocoCategory> categories;
    private final Map<Long, Integer> categoryIndex = new HashMap<>();
    private final Map<Long, List<CocoAnnotation>> annotations = new HashMap<>();

    private CocoDataset(Path file, Path imageFolder, CocoReader.Content content) {
        this.file = file;
        this.imageFolder = imageFolder;
        images = content.images().stream()
                .sorted(Comparator.comparingLong(CocoImage::id))
                .toList();
        categories = List.copyOf(content.categories());
        for (int i = 0; i < categories.size(); i++) {
            categoryIndex.put(categories.get(i).id(), i);
        }
        for (CocoAnnotation one : content.annotations()) {
            annotations.computeIfAbsent(one.imageId(), id -> new ArrayList<>()).add(one);
        }
    }

    /**
     * Reads and checks a data set and its pictures' sizes.
     *
     * @param file the JSON
     * @param imageFolder where the pictures are; by default the folder {@code images} beside the JSON, or its own folder
     *     where there is none
     * @throws InvalidInputException when something is wrong; the message names every kind of problem, with counts
     */
    public static CocoDataset open(Path file, Optional<Path> imageFolder) {
        Problems problems = new Problems();
        CocoReader.Content content = CocoReader.read(file, problems);
        CocoCheck.check(content, problems);
        Path beside = file.resolveSibling("images");
        Path own = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(beside);
        Path folder = imageFolder.orElse(Files.isDirectory(beside) ? beside : own);
        if (!Files.isDirectory(folder)) {
            problems.add("folders of images that don't exist", folder.toString());
        } else {
            content.images().forEach(image -> ImageFiles.check(folder, image, problems));
        }
        problems.throwIfAny(file.toString());
        return new CocoDataset(file, folder, content);
    }

    /** The JSON. */
    public Path file() {
        return file;
    }

    /** The pictures, by ascending id. */
    public List<CocoImage> images() {
        return images;
    }

    /** The categories in the file's order; indices of categories mean their places here. */
    public List<CocoCategory> categories() {
        return categories;
    }

    /** The pixels of a picture. */
    public ImageTile tile(CocoImage image) {
        return ImageFiles.read(imageFolder, image);
    }

    /** The objects of a picture, in the file's order. */
    public List<GroundTruth> objects(CocoImage image) {
        List<GroundTruth> objects = new ArrayList<>();
        for (CocoAnnotation one : annotations.getOrDefault(image.id(), List.of())) {
            RunLengthMask mask = one.segmentation().mask(image.height(), image.width());
            objects.add(new GroundTruth(
                    categoryIndex.getOrDefault(one.categoryId(), -1),
                    mask,
                    one.area().orElse(mask.area()),
                    one.crowd(),
                    one.lookAlike()));
        }
        return objects;
    }
}

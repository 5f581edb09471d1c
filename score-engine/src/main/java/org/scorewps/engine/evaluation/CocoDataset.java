package org.scorewps.engine.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

/**
 * A data set in COCO's JSON format: pictures, categories, and where in the pictures the objects are. Reading it checks all
 * but the pictures' pixels, which are read later one by one. Can be used by several threads.
 */
public final class CocoDataset {
    private final Path file;
    private final ImageFiles files;
    private final boolean skipBad;
    private final Problems problems;
    private final Set<Long> damaged = ConcurrentHashMap.newKeySet();
    private final List<CocoImage> images;
    private final List<CocoCategory> categories;
    private final Map<Long, Integer> categoryIndex = new HashMap<>();
    private final Map<Long, List<CocoAnnotation>> annotations = new HashMap<>();

    private CocoDataset(Path file, ImageFiles files, CocoReader.Content content, boolean skipBad, Problems problems) {
        this.file = file;
        this.files = files;
        this.skipBad = skipBad;
        this.problems = problems;
        images = content.images().stream()
                .filter(files::has)
                .sorted(Comparator.comparingLong(CocoImage::id))
                .toList();
        categories = List.copyOf(content.categories());
        for (int i = 0; i < categories.size(); i++) {
            categoryIndex.put(categories.get(i).id(), i);
        }
        Set<Long> known = images.stream().map(CocoImage::id).collect(Collectors.toSet());
        for (CocoAnnotation one : content.annotations()) {
            if (!known.contains(one.imageId())) {
                continue; // its image's file is left out
            }
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
        return open(file, imageFolder, false);
    }

    /**
     * The same, or what is right of a data set: its images and annotations in which something is wrong are left out.
     *
     * @param skipBad whether to leave those out; {@link #leftOut} says what they were
     * @throws InvalidInputException as {@link #open(Path, Optional)}, and when leaving out doesn't help
     */
    public static CocoDataset open(Path file, Optional<Path> imageFolder, boolean skipBad) {
        Problems problems = new Problems();
        CocoReader.Content content = CocoCheck.check(CocoReader.read(file, problems), problems);
        Path beside = file.resolveSibling("images");
        Path own = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(beside);
        Path folder = imageFolder.orElse(Files.isDirectory(beside) ? beside : own);
        boolean there = Files.isDirectory(folder);
        if (!there) {
            problems.addWhole("folders of images that don't exist", folder.toString());
        }
        ImageFiles files = ImageFiles.find(folder, there ? content.images() : List.of(), problems);
        if (there && !content.images().isEmpty() && content.images().stream().noneMatch(files::has)) {
            problems.addWhole("folders of images without one of the data set", folder.toString());
        }
        if (!skipBad || problems.ofTheWhole()) {
            problems.throwIfAny(file.toString());
        }
        return new CocoDataset(file, files, content, skipBad, problems);
    }

    /** What was left out up to now for being wrong, with counts, for people; nothing mostly. */
    public Optional<String> leftOut() {
        synchronized (problems) {
            return problems.summary();
        }
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

    /**
     * The pixels of a picture; nothing where they are damaged and bad ones are left out.
     *
     * @throws InvalidInputException when they are damaged and bad ones aren't left out
     */
    public Optional<ImageTile> tile(CocoImage image) {
        if (damaged.contains(image.id())) {
            return Optional.empty();
        }
        try {
            return Optional.of(files.read(image));
        } catch (IOException e) {
            if (!skipBad) {
                throw new InvalidInputException(
                        "%s: can't be read: %s; --skip-bad leaves it out".formatted(files.path(image), e.getMessage()),
                        e);
            }
            if (damaged.add(image.id())) {
                synchronized (problems) {
                    problems.add(ImageFiles.UNREADABLE, image.fileName() + ", " + e.getMessage());
                }
            }
            return Optional.empty();
        }
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

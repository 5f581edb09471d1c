package org.scorewps.engine.evaluation;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files of pictures by the names that a data set gives them. Programs write them with the folders of the
 * computer that they ran on, and with Windows' backslashes; where a file of the whole name is missing, leading folders are
 * left out one by one.
 *
 * @param path the file, whether there or not
 * @param whole whether its whole name counts
 */
record ImagePaths(Path path, boolean whole) {
    /** The file of a name; none when the name leads out of the folder and nothing of it is in there. */
    static Optional<ImagePaths> find(Path folder, String name) {
        Path root = folder.toAbsolutePath().normalize();
        Optional<Path> whole = inside(root, name);
        if (whole.isPresent() && Files.isRegularFile(whole.get())) {
            return Optional.of(new ImagePaths(whole.get(), true));
        }
        List<String> parts = Arrays.stream(name.split("[/\\\\]", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            Optional<Path> part = inside(root, String.join("/", parts.subList(i, parts.size())));
            if (part.isPresent() && Files.isRegularFile(part.get())) {
                return Optional.of(new ImagePaths(part.get(), i == 0));
            }
        }
        return whole.map(path -> new ImagePaths(path, true));
    }

    private static Optional<Path> inside(Path root, String name) {
        try {
            Path file = root.resolve(name).normalize();
            return file.startsWith(root) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.CoverageSource;

/**
 * The raster files of a folder as layers. A layer's name is its file's, with or without the ending; folders within the
 * folder are not looked at.
 */
public final class RasterFolder implements CoverageSource {
    private static final List<String> ENDINGS = List.of(".tif", ".tiff", ".asc");
    /** As many names as a message can hold. */
    private static final int SHOWN = 20;

    private final Path folder;

    /**
     * The layers of a folder, as they are when they are asked for.
     *
     * @throws InvalidInputException when there is no such folder
     */
    public RasterFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(folder + ": there is no such folder");
        }
        this.folder = folder;
    }

    @Override
    public OpenCoverage open(String layer) {
        // names are compared with those of the files that are there: none leads out of the folder
        final List<Path> files = files();
        final Path file = files.stream()
                .filter(candidate ->
                        name(candidate).equals(layer) || stem(name(candidate)).equals(layer))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("no layer \"" + layer + "\"; there are: "
                        + String.join(
                                ", ",
                                files.stream()
                                        .limit(SHOWN)
                                        .map(found -> stem(name(found)))
                                        .toList())));
        return CoverageFile.open(file);
    }

    private List<Path> files() {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream()
                            .anyMatch(ending ->
                                    name(file).toLowerCase(Locale.ROOT).endsWith(ending)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidInputException(folder + " can't be read", e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}

package org.scorewps.tiff.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files beside a raster that count for it; their endings may be in capitals. */
public final class Sidecars {
    private static final long MOST_BYTES = 16L << 20;

    private Sidecars() {}

    /** The raster's name with another ending in place of its own; the first that exists. */
    public static Optional<Path> replaced(Path raster, List<String> endings) {
        String name = String.valueOf(raster.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return endings.stream()
                .flatMap(ending -> Stream.of(ending, ending.toUpperCase(Locale.ROOT), capital(ending)))
                .map(ending -> raster.resolveSibling(stem + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** {@code .Tfw} of {@code .tfw}. */
    private static String capital(String ending) {
        return ending.substring(0, 2).toUpperCase(Locale.ROOT) + ending.substring(2);
    }

    /** The raster's whole name with an ending after it. */
    static Path appended(Path raster, String ending) {
        return raster.resolveSibling(raster.getFileName() + ending);
    }

    /**
     * A file's text; bytes that aren't UTF-8 become question marks.
     *
     * @throws IOException when it can't be read or is larger than such files are
     */
    public static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file.getFileName() + " is larger than 16 megabytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}

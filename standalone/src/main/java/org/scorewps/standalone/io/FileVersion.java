package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.scorewps.process.scene.CoverageVersion;

/**
 * Tells whether a raster file, and what lies beside it and counts for its pixels, is still the one it was: by path, identity in
 * the file system, size and the times of the last changes of content and, where the system keeps it, of anything.
 */
final class FileVersion {
    /** Younger files may change once more within the resolution of the file system's clock, and nobody could tell. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private FileVersion() {}

    /**
     * The version of a file; must be asked for before the file is opened.
     *
     * @param now the time; files that were changed just before it have no version yet
     */
    static Optional<CoverageVersion> of(Path raster, Instant now) {
        try {
            Path folder = raster.toAbsolutePath().getParent();
            if (folder == null || !Files.isRegularFile(raster)) {
                return Optional.empty();
            }
            Path file = folder.toRealPath().resolve(raster.getFileName());
            StringBuilder version = new StringBuilder(file.toString());
            for (Path part : parts(file)) {
                if (!append(part, now, version)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new CoverageVersion(version.toString()));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    private static List<Path> parts(Path raster) {
        return List.of(
                raster,
                raster.resolveSibling(raster.getFileName() + ".msk"),
                raster.resolveSibling(raster.getFileName() + ".aux.xml"),
                FootprintFile.path(raster, ".wkt"),
                FootprintFile.path(raster, ".wkb"));
    }

    /** Whether the part is absent, or settled. */
    private static boolean append(Path part, Instant now, StringBuilder version) throws IOException {
        if (!Files.exists(part)) {
            version.append("|absent");
            return true;
        }
        BasicFileAttributes attributes = Files.readAttributes(part, BasicFileAttributes.class);
        FileTime changed = part.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(part, "unix:ctime")
                : attributes.lastModifiedTime();
        version.append('|').append(attributes.fileKey()).append('|').append(attributes.size());
        version.append('|').append(attributes.lastModifiedTime()).append('|').append(changed);
        Instant settled = now.minus(SETTLED);
        return attributes.lastModifiedTime().toInstant().isBefore(settled)
                && changed.toInstant().isBefore(settled);
    }
}

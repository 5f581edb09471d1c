package org.scorewps.standalone.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.process.scene.Footprint;

/**
 * The footprint beside a raster file, as GeoServer's image mosaics have it: the file's name with the ending {@code .wkt}
 * (well-known text) or {@code .wkb} (well-known binary), polygons in the raster's CRS, x before y.
 */
final class FootprintFile {
    private static final long MOST_BYTES = 16L << 20;

    private FootprintFile() {}

    /**
     * Reads the footprint of a raster file.
     *
     * @throws InvalidInputException when there is one that can't be read, or that is no polygon
     */
    static Optional<Footprint> beside(Path raster) {
        for (String ending : new String[] {".wkt", ".wkb"}) {
            Path file = path(raster, ending);
            if (Files.isRegularFile(file)) {
                return read(file, ending.equals(".wkt"));
            }
        }
        return Optional.empty();
    }

    /** Where the footprint of a raster file is, if it has one. */
    static Path path(Path raster, String ending) {
        String name = String.valueOf(raster.getFileName());
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        return raster.resolveSibling(stem + ending);
    }

    private static Optional<Footprint> read(Path file, boolean text) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "it is larger than 16 megabytes", null);
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!text) {
                return Optional.of(footprint(file, new WKBReader().read(bytes)));
            }
            String content = new String(bytes, StandardCharsets.UTF_8).strip();
            // such files are also made for the definition of a CRS: PROJCS["...
            return content.matches("(?s)\\w+\\s*\\[.*")
                    ? Optional.empty()
                    : Optional.of(footprint(file, new WKTReader().read(content)));
        } catch (ParseException | IOException | IllegalArgumentException unreadable) {
            throw unusable(
                    file,
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""),
                    unreadable);
        }
    }

    private static Footprint footprint(Path file, Geometry area) {
        if (area.getDimension() != 2 || area.isEmpty()) {
            throw unusable(file, "it must be a polygon, not a " + area.getGeometryType(), null);
        }
        IsValidOp validity = new IsValidOp(area);
        if (!validity.isValid()) {
            throw unusable(file, validity.getValidationError().toString(), null);
        }
        area.setSRID(0);
        return new Footprint(area);
    }

    private static InvalidInputException unusable(Path file, String reason, Throwable cause) {
        return new InvalidInputException(
                "the footprint %s can't be used: %s".formatted(file.getFileName(), reason), cause);
    }
}

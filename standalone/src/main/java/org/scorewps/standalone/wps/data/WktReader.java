package org.scorewps.standalone.wps.data;

import java.io.IOException;
import java.nio.file.Path;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Geometries in well-known text. */
final class WktReader {
    private WktReader() {}

    static Geometry read(Path file) throws IOException {
        try {
            return Positions.finite(
                    new WKTReader().read(ComplexFormats.text(file).trim()));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("not well-known text: " + e.getMessage(), e);
        }
    }
}

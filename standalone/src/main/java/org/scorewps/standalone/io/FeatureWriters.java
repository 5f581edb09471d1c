package org.scorewps.standalone.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats a feature collection can be written in; the first is the default. */
public final class FeatureWriters {
    private static final List<FeatureWriter> ALL = List.of(
            new GeoJsonFeatureWriter(),
            new GmlFeatureWriter(GmlVersion.GML2),
            new GmlFeatureWriter(GmlVersion.GML3),
            new CsvFeatureWriter(),
            new GeoPackageFeatureWriter());

    private FeatureWriters() {}

    public static List<FeatureWriter> all() {
        return ALL;
    }

    /** The writer of the format that a file's ending names; {@code .json} is GeoJSON, {@code .gml} GML 3.1. */
    public static Optional<FeatureWriter> forFile(Path file) {
        final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Optional.of(ALL.get(0));
        }
        // the last one wins: GML 3.1 rather than GML 2
        return ALL.stream()
                .filter(writer -> name.endsWith("." + writer.extension()))
                .reduce((first, second) -> second);
    }
}

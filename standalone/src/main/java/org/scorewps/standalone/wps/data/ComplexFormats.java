package org.scorewps.standalone.wps.data;

import static org.scorewps.standalone.wps.data.FunctionalFormats.reader;
import static org.scorewps.standalone.wps.data.FunctionalFormats.writer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.filter.Filter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.standalone.io.FeatureWriter;
import org.scorewps.standalone.io.FeatureWriters;
import org.scorewps.standalone.io.GeometryDocuments;
import org.scorewps.standalone.io.GmlVersion;

/** Which formats there are for a Java type; the first of a list is the default. */
public final class ComplexFormats {
    private static final ComplexFormat GEOJSON = ComplexFormat.text("application/json", "json");
    private static final ComplexFormat GML3 = ComplexFormat.text("text/xml; subtype=gml/3.1.1", "xml");
    private static final ComplexFormat GML2 = ComplexFormat.text("text/xml; subtype=gml/2.1.2", "xml");
    private static final ComplexFormat WKT = ComplexFormat.text("application/wkt", "wkt");
    private static final ComplexFormat CQL = ComplexFormat.text("text/plain; subtype=cql", "txt");
    private static final ComplexFormat TIFF = ComplexFormat.binary("image/tiff", "tif");
    private static final ComplexFormat ARCGRID = ComplexFormat.text("application/arcgrid", "asc");

    private ComplexFormats() {}

    /** The readers for an input of this type; none when it isn't complex, or can't be read. */
    public static List<ComplexReader> readers(Class<?> type) {
        if (type.isAssignableFrom(GridCoverage2D.class) && type != Object.class) {
            return List.of(reader(TIFF, Coverages::read), reader(ARCGRID, Coverages::read));
        }
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return List.of(
                    reader(GEOJSON, (file, open) -> GeoJsonFeatureReader.read(file)),
                    reader(
                            ComplexFormat.text(GmlVersion.GML2.mimeType(), "xml"),
                            (file, open) -> GmlFeatureReader.read(file)),
                    reader(
                            ComplexFormat.text(GmlVersion.GML3.mimeType(), "xml"),
                            (file, open) -> GmlFeatureReader.read(file)));
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return List.of(
                    reader(GML3, (file, open) -> GmlGeometryReader.read(file)),
                    reader(GML2, (file, open) -> GmlGeometryReader.read(file)),
                    reader(WKT, (file, open) -> WktReader.read(file)),
                    reader(GEOJSON, (file, open) -> GeoJsonGeometryReader.read(file)));
        }
        return type == Filter.class ? List.of(reader(CQL, (file, open) -> CqlReader.read(file))) : List.of();
    }

    /** The writers for an output; none when it isn't complex, or can't be written. */
    public static List<ComplexWriter> writers(Parameter<?> output) {
        final Class<?> type = output.type;
        if (GridCoverage2D.class.isAssignableFrom(type)) {
            return List.of(writer(TIFF, GridCoverage2D.class, Coverages::writeGeoTiff));
        }
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return FeatureWriters.all().stream().map(ComplexFormats::features).toList();
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return List.of(
                    writer(GML3, Geometry.class, (g, out) -> GeometryDocuments.gml(g, GmlVersion.GML3, out)),
                    writer(GML2, Geometry.class, (g, out) -> GeometryDocuments.gml(g, GmlVersion.GML2, out)),
                    writer(WKT, Geometry.class, (g, out) -> out.write(g.toText().getBytes(StandardCharsets.UTF_8))),
                    writer(GEOJSON, Geometry.class, GeometryDocuments::geoJson));
        }
        return CharSequence.class.isAssignableFrom(type) ? declared(output) : List.of();
    }

    /** Text in the media types that the process declares, as GeoServer reads them: {@code mimeTypes=a,b}. */
    private static List<ComplexWriter> declared(Parameter<?> output) {
        final Map<String, Object> metadata = output.metadata == null ? Map.of() : output.metadata;
        return Arrays.stream(
                        String.valueOf(metadata.getOrDefault("mimeTypes", "")).split(",", -1))
                .map(String::trim)
                .filter(mimeType -> !mimeType.isEmpty())
                .map(mimeType -> writer(
                        ComplexFormat.text(mimeType, mimeType.contains("json") ? "json" : "txt"),
                        CharSequence.class,
                        (text, out) -> out.write(text.toString().getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    private static ComplexWriter features(FeatureWriter features) {
        final boolean binary = features.mimeType().contains("sqlite");
        final ComplexFormat format = binary
                ? ComplexFormat.binary(features.mimeType(), features.extension())
                : ComplexFormat.text(features.mimeType(), features.extension());
        return writer(format, SimpleFeatureCollection.class, features::write);
    }

    static String text(java.nio.file.Path file) throws java.io.IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

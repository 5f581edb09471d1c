package org.scorewps.standalone.wps.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Geometry objects of RFC 7946. */
final class GeoJsonGeometryReader {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private GeoJsonGeometryReader() {}

    static Geometry read(Path file) throws IOException {
        return geometry(parse(file));
    }

    /** The object in a file. */
    static JsonObject parse(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            final JsonElement root = JsonParser.parseReader(in);
            if (!root.isJsonObject()) {
                throw new IOException("not a GeoJSON object");
            }
            return root.getAsJsonObject();
        } catch (JsonParseException e) {
            throw new IOException("not readable JSON", e);
        }
    }

    /** @throws IOException when a part is missing or of the wrong type */
    static Geometry geometry(JsonObject object) throws IOException {
        try {
            return Positions.finite(convert(object));
        } catch (IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new IOException("not a GeoJSON geometry", e);
        }
    }

    private static Geometry convert(JsonObject object) throws IOException {
        final String type = object.get("type").getAsString();
        if (type.equals("Feature")) {
            return convert(object.getAsJsonObject("geometry"));
        }
        if (type.equals("GeometryCollection")) {
            final List<Geometry> parts = new ArrayList<>();
            for (JsonElement part : object.getAsJsonArray("geometries")) {
                parts.add(convert(part.getAsJsonObject()));
            }
            return GEOMETRIES.createGeometryCollection(parts.toArray(Geometry[]::new));
        }
        final JsonArray coordinates = object.getAsJsonArray("coordinates");
        return switch (type) {
            case "Point" ->
                coordinates.isEmpty() ? GEOMETRIES.createPoint() : GEOMETRIES.createPoint(position(coordinates));
            case "MultiPoint" -> GEOMETRIES.createMultiPointFromCoords(positions(coordinates));
            case "LineString" -> GEOMETRIES.createLineString(positions(coordinates));
            case "MultiLineString" ->
                GEOMETRIES.createMultiLineString(coordinates.asList().stream()
                        .map(line -> GEOMETRIES.createLineString(positions(line.getAsJsonArray())))
                        .toArray(LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                GEOMETRIES.createMultiPolygon(coordinates.asList().stream()
                        .map(polygon -> polygon(polygon.getAsJsonArray()))
                        .toArray(Polygon[]::new));
            default -> throw new IOException("no geometry type of GeoJSON: " + type);
        };
    }

    private static Polygon polygon(JsonArray rings) {
        final LinearRing[] all = rings.asList().stream()
                .map(ring -> GEOMETRIES.createLinearRing(positions(ring.getAsJsonArray())))
                .toArray(LinearRing[]::new);
        if (all.length == 0) {
            return GEOMETRIES.createPolygon();
        }
        return GEOMETRIES.createPolygon(all[0], java.util.Arrays.copyOfRange(all, 1, all.length));
    }

    private static Coordinate[] positions(JsonArray array) {
        return array.asList().stream()
                .map(position -> position(position.getAsJsonArray()))
                .toArray(Coordinate[]::new);
    }

    private static Coordinate position(JsonArray numbers) {
        return new Coordinate(numbers.get(0).getAsDouble(), numbers.get(1).getAsDouble());
    }
}

package org.scorewps.standalone.wps.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * Feature collections, or single features, of RFC 7946: WGS84, longitude first. The {@code crs} member of the format's
 * 2008 edition is honoured.
 */
final class GeoJsonFeatureReader {
    private GeoJsonFeatureReader() {}

    static SimpleFeatureCollection read(Path file) throws IOException {
        final JsonObject root = GeoJsonGeometryReader.parse(file);
        final FeatureTable table = new FeatureTable();
        try {
            if ("FeatureCollection".equals(type(root))) {
                final List<JsonElement> features =
                        root.getAsJsonArray("features").asList();
                for (int i = 0; i < features.size(); i++) {
                    add(table, features.get(i).getAsJsonObject(), i + 1);
                }
            } else {
                add(table, root, 1);
            }
            return table.collection(crs(root));
        } catch (IllegalStateException | NullPointerException | ClassCastException e) {
            throw new IOException("not a GeoJSON feature collection", e);
        }
    }

    private static String type(JsonObject object) throws IOException {
        if (object.get("type") instanceof JsonPrimitive type) {
            return type.getAsString();
        }
        throw new IOException("a GeoJSON object has no type");
    }

    private static void add(FeatureTable table, JsonObject feature, int number) throws IOException {
        if (!"Feature".equals(type(feature))) {
            throw new IOException("not a GeoJSON feature: " + type(feature));
        }
        final Map<String, Object> values = new LinkedHashMap<>();
        if (feature.get("geometry") instanceof JsonObject geometry) {
            values.put("geometry", GeoJsonGeometryReader.geometry(geometry));
        }
        if (feature.get("properties") instanceof JsonObject properties) {
            for (Map.Entry<String, JsonElement> property : properties.entrySet()) {
                // a property may not take the geometry's place
                values.putIfAbsent(property.getKey(), value(property.getValue()));
            }
        }
        final JsonElement id = feature.get("id");
        table.add(id instanceof JsonPrimitive ? id.getAsString() : "features." + number, values);
    }

    private static Object value(JsonElement element) {
        if (element.isJsonNull()) {
            return null;
        }
        if (!(element instanceof JsonPrimitive primitive)) {
            return element.toString();
        }
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        if (!primitive.isNumber()) {
            return primitive.getAsString();
        }
        try {
            return Long.parseLong(primitive.getAsString());
        } catch (NumberFormatException e) {
            return primitive.getAsDouble();
        }
    }

    private static CoordinateReferenceSystem crs(JsonObject root) throws IOException {
        if (root.get("crs") instanceof JsonObject crs
                && crs.get("properties") instanceof JsonObject properties
                && properties.get("name") instanceof JsonPrimitive name) {
            try {
                // whatever the name's form, coordinates in GeoJSON are easting first
                return CRS.decode("EPSG:" + SrsNames.epsgCode(name.getAsString()), true);
            } catch (FactoryException e) {
                throw new IOException("an unknown CRS: " + name.getAsString(), e);
            }
        }
        return DefaultGeographicCRS.WGS84;
    }
}

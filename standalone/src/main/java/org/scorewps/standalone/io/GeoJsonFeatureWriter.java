package org.scorewps.standalone.io;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoJSON as RFC 7946 has it: WGS84, longitude first, whatever the collection's CRS is (one without a CRS is written as
 * it is). Numbers that JSON can't say (NaN, infinities) become {@code null}.
 */
public final class GeoJsonFeatureWriter implements FeatureWriter {
    @Override
    public String mimeType() {
        return "application/json";
    }

    @Override
    public String extension() {
        return "geojson";
    }

    @Override
    public void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        final SimpleFeatureType type = features.getSchema();
        final GeometryProjector projector = GeometryProjector.toWgs84(type);
        // flushed, not closed: the stream is the caller's
        final JsonWriter json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        json.beginObject();
        json.name("type").value("FeatureCollection");
        json.name("features").beginArray();
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                feature(json, type, projector, iterator.next());
            }
        }
        json.endArray().endObject();
        json.flush();
    }

    private static void feature(
            JsonWriter json, SimpleFeatureType type, GeometryProjector projector, SimpleFeature feature)
            throws IOException {
        json.beginObject();
        json.name("type").value("Feature");
        json.name("id").value(feature.getID());
        json.name("geometry");
        value(json, projector, feature.getDefaultGeometry());
        json.name("properties").beginObject();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (!attribute.equals(type.getGeometryDescriptor())) {
                json.name(attribute.getLocalName());
                value(json, projector, feature.getAttribute(attribute.getLocalName()));
            }
        }
        json.endObject().endObject();
    }

    private static void value(JsonWriter json, GeometryProjector projector, Object value) throws IOException {
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Geometry geometry) {
            new GeoJsonGeometryWriter(json).write(projector.project(geometry));
        } else if (value instanceof Boolean truth) {
            json.value(truth);
        } else if (value instanceof Float single) {
            // by its own text: widened to double it would show digits that it doesn't have
            number(json, single, single.toString());
        } else if (value instanceof Number number) {
            number(json, number, number.toString());
        } else {
            json.value(AttributeText.of(value));
        }
    }

    private static void number(JsonWriter json, Number number, String text) throws IOException {
        if (Double.isFinite(number.doubleValue())) {
            json.jsonValue(text);
        } else {
            json.nullValue();
        }
    }
}

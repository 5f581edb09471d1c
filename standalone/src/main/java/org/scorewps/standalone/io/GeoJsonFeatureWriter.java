package org.scorewps.standalone.io;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoJSON as RFC 7946 has it: WGS84, longitude first, whatever the collection's CRS is, cut at the 180th meridian
 * ({@link Antimeridian}); a collection without a CRS is written as it is. Coordinates have as many decimals as the
 * collection's pixels need ({@link PixelDecimals}), polygons are valid and share the borders that they shared ({@link
 * SharedRounding}). Numbers that JSON can't say (NaN, infinities) become {@code null}.
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
        final PixelDecimals decimals = new PixelDecimals(type, projector);
        try (GeoJsonDraft draft = new GeoJsonDraft()) {
            new Drafting(draft, type, projector, decimals).write(features);
            draft.finish();
            final SharedRounding rounding = new SharedRounding(decimals.decimals());
            do {
                draft.read(new Review(rounding));
            } while (!rounding.settled());
            // flushed, not closed: the stream is the caller's
            final OutputStream document = new BufferedOutputStream(out);
            draft.read(new Fair(rounding, document));
            document.flush();
        }
    }

    private record Review(SharedRounding rounding) implements GeoJsonDraft.Visitor {
        @Override
        public void text(byte[] utf8) {
            // has no coordinates
        }

        @Override
        public void geometry(int number, Geometry geometry) {
            rounding.review(number, geometry);
        }
    }

    private record Fair(SharedRounding rounding, OutputStream out) implements GeoJsonDraft.Visitor {
        @Override
        public void text(byte[] utf8) throws IOException {
            out.write(utf8);
        }

        @Override
        public void geometry(int number, Geometry geometry) throws IOException {
            final StringWriter text = new StringWriter();
            new GeoJsonGeometryWriter(new JsonWriter(text)).write(rounding.round(number, geometry));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** One collection on its way into one draft. */
    private static final class Drafting {
        private final GeoJsonDraft draft;
        private final SimpleFeatureType type;
        private final GeometryProjector projector;
        private final PixelDecimals decimals;
        private final Antimeridian antimeridian;
        private final StringWriter text = new StringWriter();
        private final JsonWriter json = new JsonWriter(text);

        Drafting(GeoJsonDraft draft, SimpleFeatureType type, GeometryProjector projector, PixelDecimals decimals) {
            this.draft = draft;
            this.type = type;
            this.projector = projector;
            this.decimals = decimals;
            antimeridian = new Antimeridian(projector);
        }

        void write(SimpleFeatureCollection features) throws IOException {
            json.beginObject();
            json.name("type").value("FeatureCollection");
            json.name("features").beginArray();
            try (SimpleFeatureIterator iterator = features.features()) {
                while (iterator.hasNext()) {
                    feature(iterator.next());
                }
            }
            json.endArray().endObject();
            flush();
        }

        private void feature(SimpleFeature feature) throws IOException {
            json.beginObject();
            json.name("type").value("Feature");
            json.name("id").value(feature.getID());
            json.name("geometry");
            value(feature.getDefaultGeometry());
            json.name("properties").beginObject();
            for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
                if (!attribute.equals(type.getGeometryDescriptor())) {
                    json.name(attribute.getLocalName());
                    value(feature.getAttribute(attribute.getLocalName()));
                }
            }
            json.endObject().endObject();
        }

        private void value(Object value) throws IOException {
            if (value == null) {
                json.nullValue();
            } else if (value instanceof Geometry geometry) {
                geometry(geometry);
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

        private void geometry(Geometry geometry) throws IOException {
            json.jsonValue(""); // its place
            flush();
            decimals.include(geometry);
            final Geometry projected = projector.project(geometry);
            draft.geometry(
                    projector.geographic() && !projected.isEmpty() ? antimeridian.cut(geometry, projected) : projected);
        }

        private void flush() throws IOException {
            json.flush();
            draft.text(text.toString().getBytes(StandardCharsets.UTF_8));
            text.getBuffer().setLength(0);
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

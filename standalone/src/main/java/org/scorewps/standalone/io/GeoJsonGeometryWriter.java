package org.scorewps.standalone.io;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometry objects of RFC 7946, section 3.1, with the coordinates as they are: shells counterclockwise, holes clockwise. */
final class GeoJsonGeometryWriter {
    private final JsonWriter json;

    GeoJsonGeometryWriter(JsonWriter json) {
        this.json = json;
    }

    void write(Geometry geometry) throws IOException {
        final boolean mixed = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
        json.beginObject();
        // a LinearRing on its own has no GeoJSON type
        json.name("type").value(geometry instanceof LinearRing ? "LineString" : geometry.getGeometryType());
        json.name(mixed ? "geometries" : "coordinates");
        if (mixed) {
            json.beginArray();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                write(geometry.getGeometryN(i));
            }
            json.endArray();
        } else {
            coordinates(geometry);
        }
        json.endObject();
    }

    private void coordinates(Geometry geometry) throws IOException {
        if (geometry instanceof Point point) {
            if (point.isEmpty()) {
                json.beginArray().endArray();
            } else {
                position(point.getCoordinateSequence(), 0);
            }
        } else if (geometry instanceof LineString line) {
            line(line.getCoordinateSequence(), false);
        } else if (geometry instanceof Polygon polygon) {
            polygon(polygon);
        } else if (geometry instanceof GeometryCollection parts) {
            json.beginArray();
            for (int i = 0; i < parts.getNumGeometries(); i++) {
                coordinates(parts.getGeometryN(i));
            }
            json.endArray();
        } else {
            throw new IOException("GeoJSON has no geometry type " + geometry.getGeometryType());
        }
    }

    private void polygon(Polygon polygon) throws IOException {
        json.beginArray();
        if (!polygon.isEmpty()) {
            ring(polygon.getExteriorRing(), true);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                ring(polygon.getInteriorRingN(i), false);
            }
        }
        json.endArray();
    }

    private void ring(LinearRing ring, boolean counterclockwise) throws IOException {
        final CoordinateSequence points = ring.getCoordinateSequence();
        line(points, Orientation.isCCW(points) != counterclockwise);
    }

    private void line(CoordinateSequence points, boolean backwards) throws IOException {
        json.beginArray();
        for (int i = 0; i < points.size(); i++) {
            position(points, backwards ? points.size() - 1 - i : i);
        }
        json.endArray();
    }

    private void position(CoordinateSequence points, int index) throws IOException {
        json.beginArray();
        number(points.getX(index));
        number(points.getY(index));
        final double z = points.getZ(index);
        if (Double.isFinite(z)) {
            number(z);
        }
        json.endArray();
    }

    private void number(double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IOException("a coordinate is not a finite number");
        }
        json.jsonValue(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
}

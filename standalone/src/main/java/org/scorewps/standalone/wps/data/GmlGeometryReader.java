package org.scorewps.standalone.wps.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.standalone.wps.xml.SecureXml;

/** Geometry elements of GML 2 and GML 3, simple features, two dimensions. */
final class GmlGeometryReader {
    private final GeometryFactory geometries = new GeometryFactory();
    private final XMLStreamReader xml;
    private Optional<String> srsName = Optional.empty();

    GmlGeometryReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Geometry read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            final XMLStreamReader xml = SecureXml.reader(in);
            xml.nextTag();
            return new GmlGeometryReader(xml).geometry();
        } catch (XMLStreamException e) {
            throw new IOException("not readable GML", e);
        }
    }

    /** The CRS that the geometries read so far name. */
    Optional<String> srsName() {
        return srsName;
    }

    static boolean isGeometry(String element) {
        return switch (element) {
            case "Point",
                    "LineString",
                    "LinearRing",
                    "Curve",
                    "Polygon",
                    "Surface",
                    "MultiPoint",
                    "MultiLineString",
                    "MultiCurve",
                    "MultiPolygon",
                    "MultiSurface",
                    "MultiGeometry" -> true;
            default -> false;
        };
    }

    /** From the start tag where the reader stands to its end tag. */
    Geometry geometry() throws XMLStreamException, IOException {
        final String element = xml.getLocalName();
        final String srs = xml.getAttributeValue(null, "srsName");
        if (srs != null && srsName.isEmpty()) {
            srsName = Optional.of(srs);
        }
        try {
            return switch (element) {
                case "Point" -> {
                    final Coordinate[] points = coordinates();
                    yield points.length == 0 ? geometries.createPoint() : geometries.createPoint(points[0]);
                }
                case "LineString", "Curve" -> geometries.createLineString(coordinates());
                case "LinearRing" -> geometries.createLinearRing(coordinates());
                case "Polygon", "Surface" -> polygon();
                case "MultiPoint" -> geometries.createMultiPoint(members().toArray(Point[]::new));
                case "MultiLineString", "MultiCurve" ->
                    geometries.createMultiLineString(members().toArray(LineString[]::new));
                case "MultiPolygon", "MultiSurface" ->
                    geometries.createMultiPolygon(members().toArray(Polygon[]::new));
                case "MultiGeometry" ->
                    geometries.createGeometryCollection(members().toArray(Geometry[]::new));
                default -> throw new IOException("no GML geometry that this server reads: " + element);
            };
        } catch (IllegalArgumentException | ArrayStoreException e) {
            throw new IOException("not a valid GML " + element + ": " + e.getMessage(), e);
        }
    }

    /** All geometries inside the current element. */
    private List<Geometry> members() throws XMLStreamException, IOException {
        final List<Geometry> members = new ArrayList<>();
        for (int depth = 1; depth > 0; ) {
            final int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (isGeometry(xml.getLocalName())) {
                    members.add(geometry());
                } else {
                    depth++;
                }
            }
        }
        return members;
    }

    private Polygon polygon() throws XMLStreamException, IOException {
        final List<LinearRing> rings = new ArrayList<>();
        for (Geometry ring : members()) {
            if (!(ring instanceof LinearRing linear)) {
                throw new IOException("a polygon's boundary is not made of linear rings");
            }
            rings.add(linear);
        }
        return rings.isEmpty()
                ? geometries.createPolygon()
                : geometries.createPolygon(
                        rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    /** All coordinates inside the current element, in any of the ways that GML has had to write them. */
    private Coordinate[] coordinates() throws XMLStreamException, IOException {
        final List<Coordinate> all = new ArrayList<>();
        int dimension = 2;
        for (int depth = 1; depth > 0; ) {
            final int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                final String declared = xml.getAttributeValue(null, "srsDimension");
                dimension = declared == null ? dimension : Integer.parseInt(declared.trim());
                switch (xml.getLocalName()) {
                    case "pos" -> {
                        final double[] values = numbers(xml.getElementText(), "\\s+");
                        add(all, values, Math.max(values.length, 2));
                    }
                    case "posList" -> add(all, numbers(xml.getElementText(), "\\s+"), dimension);
                    case "coordinates" -> {
                        final String separator = attribute("cs", ",");
                        final String tuples = attribute("ts", " ");
                        final String text = xml.getElementText();
                        if (!separator.equals(",") || !tuples.equals(" ")) {
                            throw new IOException("coordinates with separators of their own");
                        }
                        for (String tuple : text.trim().split("\\s+", -1)) {
                            final double[] values = numbers(tuple, ",");
                            add(all, values, Math.max(values.length, 2));
                        }
                    }
                    default -> depth++;
                }
            }
        }
        return all.toArray(Coordinate[]::new);
    }

    private String attribute(String name, String otherwise) {
        final String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }

    private static double[] numbers(String text, String separator) {
        return text.isBlank()
                ? new double[0]
                : Arrays.stream(text.trim().split(separator, -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    private static void add(List<Coordinate> all, double[] values, int dimension) throws IOException {
        if (dimension < 2 || values.length % dimension != 0) {
            throw new IOException("the number of ordinates is not a multiple of the dimension");
        }
        for (int i = 0; i < values.length; i += dimension) {
            if (!Double.isFinite(values[i]) || !Double.isFinite(values[i + 1])) {
                throw new IOException("a coordinate is not a finite number");
            }
            all.add(new Coordinate(values[i], values[i + 1]));
        }
    }
}

package org.scorewps.standalone.io;

import java.math.BigDecimal;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometry elements of GML 2.1.2 and GML 3.1.1, two dimensions. */
final class GmlGeometryWriter {
    static final String GML = "http://www.opengis.net/gml";

    private final XMLStreamWriter xml;
    private final boolean gml3;

    GmlGeometryWriter(XMLStreamWriter xml, GmlVersion version) {
        this.xml = xml;
        this.gml3 = version == GmlVersion.GML3;
    }

    /** @param srsName the name of the geometry's CRS, or empty to say none */
    void write(Geometry geometry, String srsName) throws XMLStreamException {
        if (geometry instanceof Point point) {
            start("Point", srsName);
            points(point.getCoordinateSequence(), "pos");
        } else if (geometry instanceof LinearRing ring) {
            start("LinearRing", srsName);
            points(ring.getCoordinateSequence(), "posList");
        } else if (geometry instanceof LineString line) {
            start("LineString", srsName);
            points(line.getCoordinateSequence(), "posList");
        } else if (geometry instanceof Polygon polygon) {
            start("Polygon", srsName);
            rings(polygon);
        } else if (geometry instanceof MultiPoint parts) {
            members(parts, "MultiPoint", "pointMember", srsName);
        } else if (geometry instanceof MultiLineString parts) {
            members(parts, gml3 ? "MultiCurve" : "MultiLineString", gml3 ? "curveMember" : "lineStringMember", srsName);
        } else if (geometry instanceof MultiPolygon parts) {
            members(parts, gml3 ? "MultiSurface" : "MultiPolygon", gml3 ? "surfaceMember" : "polygonMember", srsName);
        } else if (geometry instanceof GeometryCollection parts) {
            members(parts, "MultiGeometry", "geometryMember", srsName);
        } else {
            throw new XMLStreamException("GML has no geometry type " + geometry.getGeometryType());
        }
        xml.writeEndElement();
    }

    private void members(GeometryCollection parts, String name, String member, String srsName)
            throws XMLStreamException {
        start(name, srsName);
        for (int i = 0; i < parts.getNumGeometries(); i++) {
            start(member, "");
            write(parts.getGeometryN(i), "");
            xml.writeEndElement();
        }
    }

    private void rings(Polygon polygon) throws XMLStreamException {
        if (polygon.isEmpty()) {
            return;
        }
        ring(gml3 ? "exterior" : "outerBoundaryIs", polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            ring(gml3 ? "interior" : "innerBoundaryIs", polygon.getInteriorRingN(i));
        }
    }

    private void ring(String name, LinearRing ring) throws XMLStreamException {
        start(name, "");
        write(ring, "");
        xml.writeEndElement();
    }

    private void points(CoordinateSequence points, String gml3Name) throws XMLStreamException {
        start(gml3 ? gml3Name : "coordinates", "");
        for (int i = 0; i < points.size(); i++) {
            final String x = plain(points.getX(i));
            final String y = plain(points.getY(i));
            xml.writeCharacters((i == 0 ? "" : " ") + x + (gml3 ? " " : ",") + y);
        }
        xml.writeEndElement();
    }

    private void start(String name, String srsName) throws XMLStreamException {
        xml.writeStartElement("gml", name, GML);
        if (!srsName.isEmpty()) {
            xml.writeAttribute("srsName", srsName);
        }
    }

    private static String plain(double value) throws XMLStreamException {
        if (!Double.isFinite(value)) {
            throw new XMLStreamException("a coordinate is not a finite number");
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

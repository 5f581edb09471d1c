package org.scorewps.standalone.io;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.locationtech.jts.geom.Geometry;

/** Single geometries as documents, with the coordinates as they are. */
public final class GeometryDocuments {
    private GeometryDocuments() {}

    /** A GML geometry element. */
    public static void gml(Geometry geometry, GmlVersion version, OutputStream out) throws IOException {
        try {
            final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();
            factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
            final XMLStreamWriter xml = factory.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new GmlGeometryWriter(xml, version).write(geometry, "");
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the GML can't be written: " + e.getMessage(), e);
        }
    }

    /** A GeoJSON geometry object. */
    public static void geoJson(Geometry geometry, OutputStream out) throws IOException {
        final JsonWriter json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new GeoJsonGeometryWriter(json).write(geometry);
        json.flush();
    }
}

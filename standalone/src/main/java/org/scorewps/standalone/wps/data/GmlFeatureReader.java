package org.scorewps.standalone.wps.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.geotools.api.referencing.FactoryException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.standalone.wps.xml.SecureXml;

/**
 * Feature collections of WFS 1.0, 1.1 and 2.0, read without their schema: attributes are numbers where they look like
 * numbers, else text. All geometries are taken to be in the CRS that the first one names.
 */
final class GmlFeatureReader {
    private final XMLStreamReader xml;
    private final GmlGeometryReader geometries;
    private final FeatureTable table = new FeatureTable();
    private int count;

    private GmlFeatureReader(XMLStreamReader xml) {
        this.xml = xml;
        this.geometries = new GmlGeometryReader(xml);
    }

    static SimpleFeatureCollection read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new GmlFeatureReader(SecureXml.reader(in)).collection();
        } catch (XMLStreamException e) {
            throw new IOException("not readable GML", e);
        }
    }

    private SimpleFeatureCollection collection() throws XMLStreamException, IOException {
        xml.nextTag();
        if (!xml.getLocalName().equals("FeatureCollection")) {
            throw new IOException("not a feature collection: " + xml.getLocalName());
        }
        int depth = 1;
        while (depth > 0) {
            final int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "featureMember", "featureMembers", "member" -> features();
                    default -> depth++;
                }
            }
        }
        final Optional<String> srsName = geometries.srsName();
        try {
            return table.collection(srsName.isPresent() ? SrsNames.decode(srsName.get()) : null);
        } catch (FactoryException e) {
            throw new IOException("an unknown CRS: " + srsName.orElse(""), e);
        }
    }

    /** The features of one member element. */
    private void features() throws XMLStreamException, IOException {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            feature();
        }
    }

    private void feature() throws XMLStreamException, IOException {
        count++;
        String id = "features." + count;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("fid")
                    || xml.getAttributeLocalName(i).equals("id")) {
                id = xml.getAttributeValue(i);
            }
        }
        final Map<String, Object> values = new LinkedHashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            final String name = xml.getLocalName();
            property().ifPresent(value -> values.put(name, value));
        }
        table.add(id, values);
    }

    /** The geometry or the text of a property; nothing for other nested elements. */
    private Optional<Object> property() throws XMLStreamException, IOException {
        final StringBuilder text = new StringBuilder();
        Optional<Geometry> geometry = Optional.empty();
        boolean nested = false;
        for (int depth = 1; depth > 0; ) {
            final int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                nested = true;
                if (GmlGeometryReader.isGeometry(xml.getLocalName())) {
                    geometry = Optional.of(geometries.geometry());
                } else {
                    depth++;
                }
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        if (geometry.isPresent() || nested) {
            return geometry.map(Object.class::cast);
        }
        return Optional.of(value(text.toString()));
    }

    private static Object value(String text) {
        // not what merely can be parsed: 007 and 1d are names
        if (text.matches("-?(0|[1-9]\\d{0,17})")) {
            return Long.valueOf(text);
        }
        return text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?") ? Double.valueOf(text) : text;
    }
}

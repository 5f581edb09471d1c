package org.scorewps.standalone.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/** A {@code wfs:FeatureCollection} in the collection's own CRS. Null attributes are left out. */
public final class GmlFeatureWriter implements FeatureWriter {
    private static final String WFS = "http://www.opengis.net/wfs";
    /** For feature types that name no namespace. */
    private static final String DEFAULT_NAMESPACE = "urn:scorewps:feature";

    private final GmlVersion version;

    public GmlFeatureWriter(GmlVersion version) {
        this.version = version;
    }

    @Override
    public String mimeType() {
        return version.mimeType();
    }

    @Override
    public String extension() {
        return "gml";
    }

    @Override
    public void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        try {
            final XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            new Collection(xml, features.getSchema()).write(features);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the GML can't be written: " + e.getMessage(), e);
        }
    }

    /** One collection on its way into one document. */
    private final class Collection {
        private final XMLStreamWriter xml;
        private final SimpleFeatureType type;
        private final String namespace;
        private final String srsName;
        private final GeometryProjector projector;

        Collection(XMLStreamWriter xml, SimpleFeatureType type) {
            this.xml = xml;
            this.type = type;
            final String uri = type.getName().getNamespaceURI();
            // GeoTools' own default is GML's namespace, where these elements don't exist
            final boolean named = uri != null && !uri.isBlank() && !uri.equals(GmlGeometryWriter.GML);
            namespace = named ? uri : DEFAULT_NAMESPACE;
            final CoordinateReferenceSystem crs = type.getCoordinateReferenceSystem();
            final OptionalInt code = crs == null ? OptionalInt.empty() : AxisOrders.epsgCode(crs);
            srsName = code.isPresent() ? version.srsName(code.getAsInt()) : "";
            projector = GeometryProjector.toAxisOrder(
                    type,
                    version == GmlVersion.GML3 && code.isPresent() && AxisOrders.registeredNorthFirst(code.getAsInt()));
        }

        void write(SimpleFeatureCollection features) throws XMLStreamException, IOException {
            xml.writeStartElement("wfs", "FeatureCollection", WFS);
            xml.writeNamespace("wfs", WFS);
            xml.writeNamespace("gml", GmlGeometryWriter.GML);
            xml.writeNamespace("feature", namespace);
            // the bounds would cost a second run over a collection that may be computed while it is read
            xml.writeStartElement("gml", "boundedBy", GmlGeometryWriter.GML);
            xml.writeStartElement("gml", version == GmlVersion.GML3 ? "Null" : "null", GmlGeometryWriter.GML);
            xml.writeCharacters("unknown");
            xml.writeEndElement();
            xml.writeEndElement();
            try (SimpleFeatureIterator iterator = features.features()) {
                while (iterator.hasNext()) {
                    feature(iterator.next());
                }
            }
            xml.writeEndElement();
        }

        private void feature(SimpleFeature feature) throws XMLStreamException, IOException {
            xml.writeStartElement("gml", "featureMember", GmlGeometryWriter.GML);
            xml.writeStartElement("feature", XmlNames.name(type.getTypeName()), namespace);
            if (version == GmlVersion.GML3) {
                xml.writeAttribute("gml", GmlGeometryWriter.GML, "id", XmlNames.name(feature.getID()));
            } else {
                xml.writeAttribute("fid", XmlNames.text(feature.getID()));
            }
            for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
                final Object value = feature.getAttribute(attribute.getLocalName());
                if (value != null) {
                    xml.writeStartElement("feature", XmlNames.name(attribute.getLocalName()), namespace);
                    value(value);
                    xml.writeEndElement();
                }
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }

        private void value(Object value) throws XMLStreamException, IOException {
            if (value instanceof Geometry geometry) {
                new GmlGeometryWriter(xml, version).write(projector.project(geometry), srsName);
            } else {
                xml.writeCharacters(XmlNames.text(AttributeText.of(value)));
            }
        }
    }
}

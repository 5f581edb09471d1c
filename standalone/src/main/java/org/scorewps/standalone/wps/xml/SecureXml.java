package org.scorewps.standalone.wps.xml;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML from strangers: no document type declaration, no external entity, bounded depth. */
public final class SecureXml {
    private SecureXml() {}

    /** A reader over untrusted bytes. It fails at the first thing that is not allowed. */
    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        // the JDK's own parser, whatever other parsers lie on the class path
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        try {
            return new GuardedReader(factory.createXMLStreamReader(XmlDecoding.reader(in)));
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }
}

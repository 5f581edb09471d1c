package org.scorewps.tiff.metadata;

import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of XML that others wrote: nothing outside the text is looked up, and no entities are defined in it. */
final class SafeXml {
    private SafeXml() {}

    static XMLStreamReader reader(Reader text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(text);
    }

    /** Goes past the end of the element that has just begun. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            depth += event == XMLStreamReader.START_ELEMENT ? 1 : 0;
            depth -= event == XMLStreamReader.END_ELEMENT ? 1 : 0;
        }
    }

    /** The text of the element that has just begun; elements within it are left out. */
    static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                skip(xml);
            } else if (xml.hasText() && event != XMLStreamReader.COMMENT) {
                text.append(xml.getText());
            }
        }
        return text.toString();
    }
}

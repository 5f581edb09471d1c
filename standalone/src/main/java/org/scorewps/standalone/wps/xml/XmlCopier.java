package org.scorewps.standalone.wps.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Copies one element with all that is in it. Prefixes that were declared outside the element are declared again where
 * they are used.
 */
final class XmlCopier {
    private final XMLStreamReader reader;
    private final XMLStreamWriter writer;
    private final Deque<Map<String, String>> scopes = new ArrayDeque<>();

    XmlCopier(XMLStreamReader reader, XMLStreamWriter writer) {
        this.reader = reader;
        this.writer = writer;
        scopes.push(Map.of("xml", "http://www.w3.org/XML/1998/namespace"));
    }

    /** From the start tag where the reader stands to the matching end tag, where it stands afterwards. */
    void copyElement() throws XMLStreamException {
        int depth = 0;
        for (int event = reader.getEventType(); ; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    start();
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    writer.writeEndElement();
                    scopes.pop();
                    if (--depth == 0) {
                        return;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    writer.writeCharacters(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                default -> {
                    // comments and processing instructions carry no data
                }
            }
        }
    }

    private void start() throws XMLStreamException {
        final Map<String, String> scope = new HashMap<>(scopes.peek());
        scopes.push(scope);
        final String prefix = text(reader.getPrefix());
        writer.writeStartElement(prefix, reader.getLocalName(), text(reader.getNamespaceURI()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declare(scope, text(reader.getNamespacePrefix(i)), text(reader.getNamespaceURI(i)));
        }
        declare(scope, prefix, text(reader.getNamespaceURI()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            final String attributePrefix = text(reader.getAttributePrefix(i));
            final String namespace = text(reader.getAttributeNamespace(i));
            if (namespace.isEmpty()) {
                writer.writeAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            } else {
                declare(scope, attributePrefix, namespace);
                writer.writeAttribute(
                        attributePrefix, namespace, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
    }

    private void declare(Map<String, String> scope, String prefix, String namespace) throws XMLStreamException {
        if (!namespace.equals(scope.getOrDefault(prefix, ""))) {
            scope.put(prefix, namespace);
            if (prefix.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            } else {
                writer.writeNamespace(prefix, namespace);
            }
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}

package org.scorewps.standalone.wps.xml;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Refuses document type declarations, undeclared entities and deep nesting. */
final class GuardedReader extends StreamReaderDelegate {
    private static final int MAX_DEPTH = 200;

    private int depth;

    GuardedReader(XMLStreamReader reader) {
        super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
        final int event = super.next();
        switch (event) {
            case DTD -> throw new XMLStreamException("a document type declaration (DOCTYPE) is not allowed");
            case ENTITY_REFERENCE, ENTITY_DECLARATION -> throw new XMLStreamException("entities are not allowed");
            case START_ELEMENT -> {
                if (++depth > MAX_DEPTH) {
                    throw new XMLStreamException("elements nest deeper than " + MAX_DEPTH);
                }
            }
            case END_ELEMENT -> depth--;
            default -> {
                // text and comments are harmless
            }
        }
        return event;
    }

    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while ((event == CHARACTERS && isWhiteSpace()) || event == COMMENT || event == SPACE) {
            event = next();
        }
        if (event != START_ELEMENT && event != END_ELEMENT) {
            throw new XMLStreamException("an element was expected", getLocation());
        }
        return event;
    }
}

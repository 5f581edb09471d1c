package org.scorewps.standalone.wps.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.stream.util.StreamReaderDelegate;
import org.scorewps.standalone.wps.storage.WorkFolder;

/**
 * Puts the content of each {@code wps:ComplexData} and {@code wps:Body} into a file on its way past, and shows its reader
 * a token instead.
 */
final class SpoolingReader extends StreamReaderDelegate {
    private final WorkFolder folder;
    private final EmbeddedData data;
    /** The token that the reader's user sees as the current text; empty when the event is the parser's own. */
    private String token = "";
    /** Whether the parser already stands on the end tag that follows a token. */
    private boolean endPending;

    SpoolingReader(XMLStreamReader reader, WorkFolder folder, EmbeddedData data) {
        super(reader);
        this.folder = folder;
        this.data = data;
    }

    @Override
    public int next() throws XMLStreamException {
        if (!token.isEmpty()) {
            token = "";
            if (endPending) {
                endPending = false;
                return super.getEventType();
            }
        }
        if (super.getEventType() == START_ELEMENT && holdsData()) {
            token = spool();
            endPending = true;
            return CHARACTERS;
        }
        return super.next();
    }

    private boolean holdsData() {
        return WpsXml.WPS.equals(getNamespaceURI())
                && (getLocalName().equals("ComplexData") || getLocalName().equals("Body"));
    }

    private String spool() throws XMLStreamException {
        try {
            final WorkFolder.Entry entry = folder.create(WorkFolder.Purpose.REQUEST, "data");
            final EmbeddedData.Form form;
            try (OutputStream out = entry.open()) {
                form = spool(out);
            }
            return data.add(entry.file(), form);
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }

    private EmbeddedData.Form spool(OutputStream out) throws XMLStreamException, IOException {
        final Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        boolean blank = true;
        for (int event = super.next(); event != END_ELEMENT; event = super.next()) {
            if (event == START_ELEMENT) {
                if (!blank) {
                    throw new XMLStreamException("text and elements are mixed in an input", getLocation());
                }
                element(out);
                return EmbeddedData.Form.XML;
            }
            if (event == CHARACTERS || event == CDATA || event == SPACE) {
                blank &= super.isWhiteSpace();
                if (!blank) {
                    text.write(super.getTextCharacters(), super.getTextStart(), super.getTextLength());
                }
            }
        }
        text.flush();
        return EmbeddedData.Form.TEXT;
    }

    private void element(OutputStream out) throws XMLStreamException {
        final XMLStreamWriter writer =
                XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        new XmlCopier(getParent(), writer).copyElement();
        writer.flush();
        for (int event = super.next(); event != END_ELEMENT; event = super.next()) {
            if (event == START_ELEMENT || (event == CHARACTERS && !super.isWhiteSpace())) {
                throw new XMLStreamException("an input holds more than one element", getLocation());
            }
        }
    }

    @Override
    public int getEventType() {
        return token.isEmpty() ? super.getEventType() : CHARACTERS;
    }

    @Override
    public boolean hasText() {
        return !token.isEmpty() || super.hasText();
    }

    @Override
    public boolean isCharacters() {
        return getEventType() == CHARACTERS;
    }

    @Override
    public boolean isWhiteSpace() {
        return token.isEmpty() && super.isWhiteSpace();
    }

    @Override
    public boolean isStartElement() {
        return getEventType() == START_ELEMENT;
    }

    @Override
    public boolean isEndElement() {
        return getEventType() == END_ELEMENT;
    }

    @Override
    public String getText() {
        return token.isEmpty() ? super.getText() : token;
    }

    @Override
    public char[] getTextCharacters() {
        return token.isEmpty() ? super.getTextCharacters() : token.toCharArray();
    }

    @Override
    public int getTextStart() {
        return token.isEmpty() ? super.getTextStart() : 0;
    }

    @Override
    public int getTextLength() {
        return token.isEmpty() ? super.getTextLength() : token.length();
    }
}

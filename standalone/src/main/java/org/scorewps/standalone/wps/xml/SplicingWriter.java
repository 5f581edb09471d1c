package org.scorewps.standalone.wps.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** An XML writer that writes the data of a file wherever it is given the file's token as text. */
final class SplicingWriter implements InvocationHandler {
    /** A multiple of three, so that the pieces of base64 join without padding. */
    private static final int CHUNK = 3 * 16_384;

    private final XMLStreamWriter writer;
    private final EmbeddedData data;

    private SplicingWriter(XMLStreamWriter writer, EmbeddedData data) {
        this.writer = writer;
        this.data = data;
    }

    static XMLStreamWriter over(XMLStreamWriter writer, EmbeddedData data) {
        return (XMLStreamWriter) Proxy.newProxyInstance(
                SplicingWriter.class.getClassLoader(),
                new Class<?>[] {XMLStreamWriter.class},
                new SplicingWriter(writer, data));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("writeCharacters")) {
            final String text = arguments.length == 1
                    ? (String) arguments[0]
                    : new String((char[]) arguments[0], (int) arguments[1], (int) arguments[2]);
            final Optional<EmbeddedData.Piece> piece = data.find(text);
            if (piece.isPresent()) {
                splice(piece.get());
                return null;
            }
            writer.writeCharacters(XmlCharacters.clean(text));
            return null;
        }
        if (method.getName().equals("writeAttribute") && arguments[arguments.length - 1] instanceof String value) {
            arguments[arguments.length - 1] = XmlCharacters.clean(value);
        }
        try {
            return method.invoke(writer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void splice(EmbeddedData.Piece piece) throws XMLStreamException {
        try {
            switch (piece.form()) {
                case TEXT -> text(piece);
                case BASE64 -> base64(piece);
                case XML -> xml(piece);
            }
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }

    private void text(EmbeddedData.Piece piece) throws IOException, XMLStreamException {
        try (Reader in = Files.newBufferedReader(piece.file(), StandardCharsets.UTF_8)) {
            final char[] buffer = new char[CHUNK];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                writer.writeCharacters(XmlCharacters.clean(new String(buffer, 0, n)));
            }
        }
    }

    private void base64(EmbeddedData.Piece piece) throws IOException, XMLStreamException {
        try (InputStream in = Files.newInputStream(piece.file())) {
            for (byte[] bytes = in.readNBytes(CHUNK); bytes.length > 0; bytes = in.readNBytes(CHUNK)) {
                writer.writeCharacters(Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    private void xml(EmbeddedData.Piece piece) throws IOException, XMLStreamException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(piece.file()))) {
            final XMLStreamReader reader = SecureXml.reader(in);
            reader.nextTag();
            new XmlCopier(reader, writer).copyElement();
        }
    }
}

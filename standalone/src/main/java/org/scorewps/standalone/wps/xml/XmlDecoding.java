package org.scorewps.standalone.wps.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML document in the encoding that it declares (XML 1.0, appendix F). Bytes that are wrong in it are
 * an exception here; the JDK's parser, when left to decode by itself, prints a line to the console for each.
 */
final class XmlDecoding {
    private static final int DECLARATION = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.-]*)[\"']");

    private XmlDecoding() {}

    /** @throws IOException when the document can't be read, or declares an unknown encoding */
    static Reader reader(InputStream bytes) throws IOException {
        final InputStream in = new BufferedInputStream(bytes);
        in.mark(DECLARATION);
        final byte[] start = in.readNBytes(DECLARATION);
        in.reset();
        final Charset charset = charset(start);
        final Reader reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        if (charset.equals(StandardCharsets.UTF_8) && start.length > 2 && (start[0] & 0xFF) == 0xEF) {
            // the byte order mark: UTF-8 decoders leave it in
            final int mark = reader.read();
            if (mark != '\uFEFF') {
                throw new IOException("the document begins with part of a byte order mark");
            }
        }
        return reader;
    }

    private static Charset charset(byte[] start) throws IOException {
        if (start.length > 1) {
            final int first = start[0] & 0xFF;
            final int second = start[1] & 0xFF;
            final boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
            if (marked) {
                return StandardCharsets.UTF_16;
            }
            if (first == 0 || second == 0) {
                return first == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            }
        }
        final Matcher declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("an unknown encoding: " + declared.group(1), e);
        }
    }
}

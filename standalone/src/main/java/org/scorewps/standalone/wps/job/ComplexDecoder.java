package org.scorewps.standalone.wps.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.scorewps.standalone.wps.ExceptionCode;
import org.scorewps.standalone.wps.WpsException;
import org.scorewps.standalone.wps.data.ComplexFormat;
import org.scorewps.standalone.wps.data.ComplexReader;
import org.scorewps.standalone.wps.process.InputSpec;
import org.scorewps.standalone.wps.storage.LimitedInputStream;
import org.scorewps.standalone.wps.storage.SizeLimitException;
import org.scorewps.standalone.wps.storage.WorkFolder;
import org.scorewps.standalone.wps.xml.EmbeddedData;

/** Chooses the reader for complex data, takes off the encoding, and reads. */
final class ComplexDecoder {
    private final long maximumBytes;

    ComplexDecoder(long maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    Object decode(WorkFolder folder, InputSpec spec, ComplexContent content) throws IOException {
        final ComplexReader reader = reader(spec, content);
        final boolean encoded = content.encoding().toLowerCase(Locale.ROOT).contains(ComplexFormat.BASE64)
                || (reader.format().binary() && !content.fetched());
        if (encoded && content.form() == EmbeddedData.Form.XML) {
            throw WpsException.invalid(spec.id(), spec.id() + ": base64 was expected, not XML");
        }
        try {
            final Path file = encoded ? decodeBase64(folder, spec, content.file()) : content.file();
            if (Files.size(file) == 0) {
                throw WpsException.missing(spec.id(), "the input " + spec.id() + " is empty");
            }
            if (Files.size(file) > maximumBytes) {
                throw new SizeLimitException(
                        "the input " + spec.id() + " is larger than the " + maximumBytes + " bytes that are allowed");
            }
            return reader.read(file, folder.openFiles());
        } catch (SizeLimitException e) {
            throw new WpsException(ExceptionCode.FILE_SIZE_EXCEEDED, spec.id(), e.getMessage());
        } catch (IOException e) {
            throw WpsException.invalid(spec.id(), spec.id() + ": " + e.getMessage());
        }
    }

    private Path decodeBase64(WorkFolder folder, InputSpec spec, Path encoded) throws IOException {
        final WorkFolder.Entry entry = folder.create(WorkFolder.Purpose.INPUT, "data");
        try (InputStream in = new LimitedInputStream(
                        Base64.getMimeDecoder().wrap(new BufferedInputStream(Files.newInputStream(encoded))),
                        "the input " + spec.id(),
                        maximumBytes);
                OutputStream out = entry.open()) {
            in.transferTo(out);
        } catch (SizeLimitException | WpsException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("not base64", e);
        }
        return entry.file();
    }

    private static ComplexReader reader(InputSpec spec, ComplexContent content) throws IOException {
        final List<ComplexReader> readers = spec.readers();
        final String mimeType = content.mimeType();
        final List<ComplexReader> named = readers.stream()
                .filter(reader -> reader.format().reads(mimeType))
                .toList();
        if (!named.isEmpty()) {
            return named.get(0);
        }
        final String plain = mimeType.replaceAll(";.*", "").trim().toLowerCase(Locale.ROOT);
        final boolean anyXml = plain.endsWith("/xml") || plain.endsWith("gml+xml");
        // servers say little about the files they hand out
        final boolean unknown = plain.isEmpty()
                || (content.fetched() && (plain.equals("text/plain") || plain.equals("application/octet-stream")));
        if (!anyXml && !unknown) {
            throw WpsException.invalid(
                    spec.id(),
                    spec.id() + " can't be read from " + mimeType + ", only from "
                            + String.join(
                                    ", ",
                                    readers.stream()
                                            .map(reader -> reader.format().mimeType())
                                            .toList()));
        }
        return first(readers, reader -> anyXml ? reader.format().xml() : looksLike(reader.format(), content));
    }

    private static ComplexReader first(List<ComplexReader> readers, Predicate<ComplexReader> fits) {
        return readers.stream().filter(fits).findFirst().orElse(readers.get(0));
    }

    /** Whether the data may be in a format, by its first character. */
    private static boolean looksLike(ComplexFormat format, ComplexContent content) {
        if (content.form() == EmbeddedData.Form.XML) {
            return format.xml();
        }
        final char first = firstCharacter(content.file());
        if (first == '<') {
            return format.xml();
        }
        if (first == '{') {
            return format.mimeType().contains("json");
        }
        if (content.fetched() && (first == 'I' || first == 'M')) {
            return format.binary();
        }
        return !format.xml() && !format.mimeType().contains("json") && !(content.fetched() && format.binary());
    }

    private static char firstCharacter(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int c = in.read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = in.read();
            }
            return c < 0 ? ' ' : (char) c;
        } catch (IOException e) {
            return ' ';
        }
    }
}

package org.scorewps.standalone.wps.xml;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The complex data of one request and its response, kept in files. In the JAXB objects a token stands for each: they
 * stay small however large the data is. Tokens are random, so no client can name one.
 */
public final class EmbeddedData {
    /** How a file's bytes appear in a document. */
    public enum Form {
        /** UTF-8 text, written as character data. */
        TEXT,
        /** An XML document, whose root becomes a child element. */
        XML,
        /** Bytes, written in base64. */
        BASE64
    }

    /**
     * One file.
     *
     * @param file the data, with nothing encoded but {@code TEXT} that the client itself encoded
     */
    public record Piece(Path file, Form form) {}

    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
    private final Map<Piece, String> tokens = new ConcurrentHashMap<>();

    /** The token that stands for a file from now on. */
    public String add(Path file, Form form) {
        return tokens.computeIfAbsent(new Piece(file, form), piece -> {
            final String token = "data:" + UUID.randomUUID();
            pieces.put(token, piece);
            return token;
        });
    }

    /** What a text stands for, when it is a token. */
    public Optional<Piece> find(String text) {
        return Optional.ofNullable(pieces.get(text));
    }
}

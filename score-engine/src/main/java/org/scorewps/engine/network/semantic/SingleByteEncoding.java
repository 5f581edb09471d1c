package org.scorewps.engine.network.semantic;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A code page of one byte a character, read as browsers read it: a byte that the code page leaves out is the control
 * character of the same number. Windows code pages also write U+FFFD, as the byte {@link #LOST}: some programs put it in
 * place of bytes that they couldn't read.
 */
final class SingleByteEncoding {
    /** The byte of a character that is lost (ASCII's "substitute"). */
    static final int LOST = 0x1A;

    /** Windows-1252, the code page that HTML takes for Latin-1. */
    static final SingleByteEncoding WINDOWS_1252 = new SingleByteEncoding("windows-1252");

    /** Code pages in which UTF-8 is commonly misread, the most common ones first. */
    static final List<SingleByteEncoding> MISREAD = List.of(
            new SingleByteEncoding(StandardCharsets.ISO_8859_1.name()),
            WINDOWS_1252,
            new SingleByteEncoding("windows-1251"),
            new SingleByteEncoding("windows-1250"),
            new SingleByteEncoding("windows-1253"),
            new SingleByteEncoding("windows-1254"),
            new SingleByteEncoding("windows-1257"),
            new SingleByteEncoding("ISO-8859-2"),
            new SingleByteEncoding("x-MacRoman"),
            new SingleByteEncoding("IBM437"));

    /** Of these, those with a letter or sign for nearly every byte, so that single words can be recognised. */
    static final List<SingleByteEncoding> WINDOWS =
            MISREAD.stream().filter(SingleByteEncoding::marksLost).toList();

    private static final int UNREADABLE = 0xFFFD;

    private final char[] characters = new char[256];
    private final Map<Character, Integer> bytes = new HashMap<>();
    private final boolean windows;
    private final boolean mac;

    private SingleByteEncoding(String name) {
        Charset charset = Charset.forName(name);
        windows = name.startsWith("windows");
        mac = name.contains("Mac");
        for (int value = 0; value < characters.length; value++) {
            char read =
                    charset.decode(ByteBuffer.wrap(new byte[] {(byte) value})).charAt(0);
            characters[value] = read == UNREADABLE ? (char) value : read;
        }
        if (windows) {
            characters[LOST] = UNREADABLE;
        }
        for (int value = 0; value < characters.length; value++) {
            bytes.putIfAbsent(characters[value], value);
        }
    }

    /** Whether it marks bytes that were lost. */
    boolean marksLost() {
        return windows;
    }

    /** Whether a space may stand for a no-break space. Not for the Mac's, where a dash and a space look the same. */
    boolean confusesSpaces() {
        return !mac;
    }

    /** The byte of a character, or -1. */
    int encode(char character) {
        return bytes.getOrDefault(character, -1);
    }

    /** The same, where Latin-1's control characters may stand for the bytes of their numbers: the two are often mixed. */
    int encodeMixed(char character) {
        int value = encode(character);
        return value < 0 && character >= 0x80 && character <= 0x9F ? character : value;
    }

    /** The character of a byte. */
    String decode(int value) {
        return String.valueOf(characters[value]);
    }
}

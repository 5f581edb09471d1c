package org.scorewps.engine.network.semantic;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Repairs text that was written in UTF-8 and read in another code page, possibly several times ("KÃ¶ln" was "Köln"). A
 * reading in UTF-8 is taken when the whole text allows it and the result is clearly less odd ({@link Oddness}).
 * Where no code page fits the whole text, the misread sequences in it are repaired one by one. Text that looks ordinary
 * is never touched.
 *
 * <p>Follows the order of attempts of ftfy 6.3's {@code fix_encoding}; its tables of characters are not used.
 */
final class MojibakeRepair {
    private static final int MAX_ROUNDS = 16;

    private MojibakeRepair() {}

    /** The text as it was meant. */
    static String repair(String text) {
        String repaired = text;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String next = once(repaired);
            if (next.equals(repaired)) {
                break;
            }
            repaired = next;
        }
        return repaired;
    }

    private static String once(String text) {
        int oddness = text.chars().allMatch(one -> one < 0x80) ? 0 : Oddness.of(text);
        if (oddness < Oddness.ODD) {
            return text;
        }
        for (SingleByteEncoding encoding : SingleByteEncoding.MISREAD) {
            Optional<String> read = whole(text, encoding).filter(other -> oddness - Oddness.of(other) >= Oddness.ODD);
            if (read.isPresent()) {
                return read.get();
            }
        }
        for (SingleByteEncoding encoding : SingleByteEncoding.WINDOWS) {
            String read = parts(text, encoding);
            if (!read.equals(text)) {
                return read;
            }
        }
        return controlsAsWindows(text);
    }

    private static Optional<String> whole(String text, SingleByteEncoding encoding) {
        int[] bytes = text.chars().map(one -> encoding.encode((char) one)).toArray();
        return IntStream.of(bytes).anyMatch(one -> one < 0) ? Optional.empty() : read(bytes, encoding);
    }

    private static Optional<String> read(int[] bytes, SingleByteEncoding encoding) {
        return new ForgivingUtf8(bytes, encoding.confusesSpaces(), encoding.marksLost()).decode();
    }

    /** Reads each run of complete sequences as UTF-8 when that makes it less odd. */
    private static String parts(String text, SingleByteEncoding encoding) {
        int[] bytes = text.chars().map(one -> encoding.encodeMixed((char) one)).toArray();
        ForgivingUtf8 reader = new ForgivingUtf8(bytes, encoding.confusesSpaces(), false);
        StringBuilder repaired = new StringBuilder();
        for (int start = 0; start < bytes.length; ) {
            boolean insideSequence = start > 0 && bytes[start - 1] >= 0x80 && bytes[start - 1] < 0xC0;
            int end = insideSequence ? start : reader.endOfRun(start);
            if (end == start) {
                repaired.append(text.charAt(start++));
                continue;
            }
            String before = text.substring(Math.max(0, start - 1), start);
            String run = text.substring(start, end);
            repaired.append(read(Arrays.copyOfRange(bytes, start, end), encoding)
                    .filter(other -> Oddness.of(before + run) - Oddness.of(before + other) >= Oddness.ODD)
                    .orElse(run));
            start = end;
        }
        return repaired.toString();
    }

    /** Latin-1's unused controls are Windows-1252's characters, as browsers have it. */
    private static String controlsAsWindows(String text) {
        StringBuilder repaired = new StringBuilder();
        text.chars()
                .forEach(one -> repaired.append(
                        one >= 0x80 && one <= 0x9F
                                ? SingleByteEncoding.WINDOWS_1252.decode(one)
                                : String.valueOf((char) one)));
        return repaired.toString();
    }
}

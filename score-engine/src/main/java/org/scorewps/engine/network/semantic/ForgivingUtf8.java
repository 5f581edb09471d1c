package org.scorewps.engine.network.semantic;

import java.util.Optional;

/**
 * Reads bytes as UTF-8 that went through a wrong code page: strictly, except for what is known to happen there. A
 * supplementary character may be written as two surrogates (CESU-8) and U+0000 as two bytes (Java's), a lost
 * continuation byte gives U+FFFD, and a no-break space that somebody turned into a space is turned back.
 */
final class ForgivingUtf8 {
    private static final int NO_BREAK_SPACE = 0xA0;
    private static final int INVALID = -1;
    private static final int LOST_CHARACTER = 0xFFFD;

    /** Two-byte leads after which A0 makes a common character: no-break space, a grave, S caron, Pi, Er, Arabic zero. */
    private static final String SPACED_LEADS = "\u00C2\u00C3\u00C5\u00CE\u00D0\u00D9";

    private final int[] bytes;
    private final boolean spaces;
    private final boolean lost;
    private int position;

    /**
     * @param bytes values of 0..255
     * @param spaces whether a space may stand for a no-break space
     * @param lost whether {@link SingleByteEncoding#LOST} or a question mark may stand for a continuation byte
     */
    ForgivingUtf8(int[] bytes, boolean spaces, boolean lost) {
        this.bytes = bytes;
        this.spaces = spaces;
        this.lost = lost;
    }

    /** All bytes as text, or empty when they aren't UTF-8. */
    Optional<String> decode() {
        StringBuilder text = new StringBuilder();
        for (position = 0; position < bytes.length; ) {
            int character = next();
            if (character == INVALID) {
                return Optional.empty();
            }
            text.appendCodePoint(character);
        }
        boolean broken = text.codePoints().anyMatch(one -> Character.getType(one) == Character.SURROGATE);
        return broken ? Optional.empty() : Optional.of(text.toString());
    }

    /** Where the run of sequences of two or more bytes ends that starts at a place; the place itself when there is none. */
    int endOfRun(int start) {
        int end = start;
        for (position = start; position < bytes.length && bytes[position] >= 0xC2 && next() != INVALID; ) {
            end = position;
        }
        return end;
    }

    private int next() {
        int lead = bytes[position++];
        if (lead == SingleByteEncoding.LOST && lost) {
            return LOST_CHARACTER;
        }
        if (lead < 0x80) {
            return lead;
        }
        int more = lead < 0xC0 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        if (more == 0 || position + more > bytes.length) {
            return INVALID;
        }
        int value = lead & (0x3F >> more);
        int missing = 0;
        int questions = 0;
        int spacesSeen = 0;
        for (int i = 0; i < more; i++) {
            int one = bytes[position + i];
            if (one == ' ' && spaces && maySpace(lead, i)) {
                one = NO_BREAK_SPACE;
                spacesSeen++;
            } else if (lost && mayBeLost(lead, one)) {
                missing++;
                questions += one == '?' ? 1 : 0;
            } else if ((one & 0xC0) != 0x80) {
                return INVALID;
            }
            value = (value << 6) | (one & 0x3F);
        }
        if (spacesSeen > 1 || questions > 1 || (spacesSeen > 0 && missing > 0)) {
            return INVALID;
        }
        if (spacesSeen == 1 && lead == 0xC3 && aGraveIsWord()) {
            return 'à'; // the space itself stays
        }
        position += more;
        return missing > 0 ? LOST_CHARACTER : checked(lead, more, value);
    }

    private static boolean mayBeLost(int lead, int one) {
        boolean question = one == '?' && (lead <= 0xC3 || lead >= 0xE0);
        return one == SingleByteEncoding.LOST || question;
    }

    private static boolean maySpace(int lead, int index) {
        return lead < 0xE0 ? SPACED_LEADS.indexOf(lead) >= 0 : lead <= 0xE3 ? index > 0 || lead >= 0xE2 : lead == 0xF0;
    }

    /**
     * "Ã la" was "à la": the no-break space and the space after it were joined. Only Portuguese words begin with à
     * itself, when it swallows the a of the next word.
     */
    private boolean aGraveIsWord() {
        StringBuilder rest = new StringBuilder();
        for (int i = position + 1; i < Math.min(bytes.length, position + 6); i++) {
            rest.append((char) bytes[i]);
        }
        return !(rest.length() > 0 && rest.charAt(0) == ' ') && !rest.toString().matches("(quele|quela|quilo).*|s .*");
    }

    private static int checked(int lead, int more, int value) {
        boolean nul = lead == 0xC0 && value == 0;
        boolean shortest = more == 1 ? value >= 0x80 || nul : more == 2 ? value >= 0x800 : value >= 0x10000;
        return shortest && value <= Character.MAX_CODE_POINT ? value : INVALID;
    }
}

package org.scorewps.engine.network.semantic;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How little a text looks like writing: a weighted count of neighbouring characters that nobody puts side by side, such as an
 * accented letter and a currency sign. UTF-8 that was misread as a code page is full of them, because its lead bytes
 * are accented letters there and its continuation bytes are symbols, punctuation and controls.
 *
 * <p>The idea of counting improbable neighbours is that of Robyn Speer's ftfy (its "badness"); categories and rules here
 * are written anew from Unicode's properties.
 */
final class Oddness {
    /** Weight of neighbours that nobody writes. */
    static final int ODD = 2;

    /** Weight of neighbours that are rare, but are written: a capital inside a word, a sign after a Greek letter. */
    static final int UNUSUAL = 1;

    private static final String WESTERN_LEADS = "ÂÃ";
    private static final String MARKS_AFTER_WORDS = "™®©";

    /** Characters above ASCII that some code page has; no other character comes from a misreading. */
    private static final Set<Integer> SUSPECTS = SingleByteEncoding.MISREAD.stream()
            .flatMap(encoding -> IntStream.range(0x80, 0x100)
                    .mapToObj(value -> (int) encoding.decode(value).charAt(0)))
            .collect(Collectors.toUnmodifiableSet());

    private enum Kind {
        SPACE,
        ASCII_UPPER,
        ASCII_LOWER,
        ASCII_OTHER,
        UPPER,
        LOWER,
        SYMBOL,
        OPENING,
        CLOSING,
        PLAIN,
        CONTROL,
        OTHER;

        boolean accented() {
            return this == UPPER || this == LOWER;
        }

        boolean lower() {
            return this == LOWER || this == ASCII_LOWER;
        }

        boolean upper() {
            return this == UPPER || this == ASCII_UPPER;
        }

        boolean letter() {
            return lower() || upper();
        }

        boolean ascii() {
            return this == SPACE || this == ASCII_UPPER || this == ASCII_LOWER || this == ASCII_OTHER;
        }
    }

    private Oddness() {}

    /** The sum over all odd places in a text, {@link #ODD} or {@link #UNUSUAL} each; 0 for ordinary writing. */
    static int of(String text) {
        int[] characters = text.codePoints().toArray();
        return IntStream.range(0, characters.length)
                .map(i -> weight(characters, i))
                .sum();
    }

    private static int weight(int[] text, int i) {
        Kind one = kind(text[i]);
        Kind before = i == 0 ? Kind.SPACE : kind(text[i - 1]);
        boolean last = i + 1 == text.length;
        Kind after = last ? Kind.SPACE : kind(text[i + 1]);
        if (WESTERN_LEADS.indexOf(text[i]) >= 0) {
            boolean cut = !last && after == Kind.SPACE && (before == Kind.SPACE || before.lower());
            if (cut || !(after.ascii() || after == Kind.LOWER)) {
                return ODD;
            }
        }
        return switch (one) {
            case CONTROL -> ODD;
            case UPPER -> before == Kind.SYMBOL || otherScript(text, i) ? ODD : before.lower() ? UNUSUAL : 0;
            case LOWER -> before == Kind.SYMBOL || otherScript(text, i) ? ODD : 0;
            case ASCII_LOWER, ASCII_UPPER -> otherScript(text, i) ? ODD : 0;
            case SYMBOL -> symbol(text, i, before, after);
            case OPENING -> opening(before, after);
            case CLOSING -> closing(text[i], before, after);
            default -> 0;
        };
    }

    private static int symbol(int[] text, int i, Kind before, Kind after) {
        if (before == Kind.SYMBOL) {
            return ODD;
        }
        if (before.accented() && !endsShoutedWord(text, i, after)) {
            return latin(text[i - 1]) ? ODD : UNUSUAL;
        }
        return before == Kind.OPENING ? UNUSUAL : 0;
    }

    private static int opening(Kind before, Kind after) {
        boolean insideWord = before.letter() && after.letter();
        return before == Kind.SYMBOL || before.accented() || insideWord ? ODD : before.letter() ? UNUSUAL : 0;
    }

    private static int closing(int mark, Kind before, Kind after) {
        boolean joined = mark != '’' && after.letter();
        if (before.accented() && (joined || after == Kind.OPENING || after == Kind.SYMBOL)) {
            return ODD;
        }
        return before == Kind.SYMBOL ? UNUSUAL : 0;
    }

    private static boolean latin(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN;
    }

    /** CAFÉ™: a mark after a word in capitals is as it should be. */
    private static boolean endsShoutedWord(int[] text, int i, Kind after) {
        return MARKS_AFTER_WORDS.indexOf(text[i]) >= 0
                && !after.letter()
                && i >= 3
                && kind(text[i - 1]) == Kind.UPPER
                && kind(text[i - 2]).upper()
                && kind(text[i - 3]).upper();
    }

    /** Latin, Greek and Cyrillic letters don't stand side by side. */
    private static boolean otherScript(int[] text, int i) {
        if (i == 0 || !kind(text[i - 1]).letter()) {
            return false;
        }
        return Character.UnicodeScript.of(text[i]) != Character.UnicodeScript.of(text[i - 1]);
    }

    private static Kind kind(int character) {
        if (character < 0x80) {
            return Character.isLetter(character)
                    ? Character.isUpperCase(character) ? Kind.ASCII_UPPER : Kind.ASCII_LOWER
                    : character == ' ' ? Kind.SPACE : Kind.ASCII_OTHER;
        }
        if (character <= 0x9F) {
            return Kind.CONTROL;
        }
        if (character == 0xFFFD) {
            return Kind.SYMBOL;
        }
        if (!SUSPECTS.contains(character)) {
            return Kind.OTHER;
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER -> Kind.UPPER;
            case Character.LOWERCASE_LETTER -> character == 'ƒ' || character == 'µ' ? Kind.SYMBOL : Kind.LOWER;
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.START_PUNCTUATION -> Kind.OPENING;
            case Character.FINAL_QUOTE_PUNCTUATION -> Kind.CLOSING;
            case Character.OTHER_PUNCTUATION -> punctuation(character);
            case Character.DASH_PUNCTUATION, Character.SPACE_SEPARATOR, Character.FORMAT -> Kind.PLAIN;
            default -> Kind.SYMBOL;
        };
    }

    private static Kind punctuation(int character) {
        return switch (character) {
            case '¡', '¿' -> Kind.OPENING;
            case '…', '·' -> Kind.PLAIN;
            default -> Kind.SYMBOL; // §, ¶, †, ‰: signs more than punctuation
        };
    }
}

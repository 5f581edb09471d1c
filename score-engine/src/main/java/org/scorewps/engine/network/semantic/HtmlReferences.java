package org.scorewps.engine.network.semantic;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** HTML character references (named, decimal, hexadecimal) become the characters they stand for. */
final class HtmlReferences {
    private static final Pattern TERMINATED = Pattern.compile("&(#?[0-9A-Za-z]{1,24});");
    private static final Pattern ANY = Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
    private static final int SHORTEST_NAME = 2;

    private HtmlReferences() {}

    /**
     * Replaces all references as the HTML standard reads them in text: also those without a semicolon where HTML has
     * always allowed that (an ampersand's {@code amp} before any letter), and those that number a character of Windows-1252.
     */
    static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : replace(ANY, text, match -> {
                    String body = match.group(1);
                    return body.startsWith("#") ? numbered(body) : named(body);
                });
    }

    /**
     * Replaces only what is surely a reference: it ends in a semicolon. Names of which HTML knows only the lower-case
     * form may be in upper case and then mean the upper-case character: {@code EACUTE} for {@code eacute}.
     */
    static String unescapeTerminated(String text) {
        return text.indexOf('&') < 0
                ? text
                : replace(TERMINATED, text, match -> {
                    String name = match.group(1);
                    if (name.startsWith("#")) {
                        boolean number = name.matches("#[0-9]+|#[xX][0-9a-fA-F]+");
                        String character = number ? numbered(name) : ";";
                        return character.equals(";") ? match.group() : character;
                    }
                    if (Entities.isNamedEntity(name)) {
                        return Entities.getByName(name);
                    }
                    String lower = name.toLowerCase(Locale.ROOT);
                    boolean shouted = name.equals(name.toUpperCase(Locale.ROOT))
                            && Entities.isNamedEntity(lower)
                            && named(name + ";").equals(match.group());
                    return shouted ? Entities.getByName(lower).toUpperCase(Locale.ROOT) : match.group();
                });
    }

    private interface Replacement {
        String of(MatchResult match);
    }

    private static String replace(Pattern pattern, String text, Replacement replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.of(match)));
    }

    private static String named(String body) {
        if (body.endsWith(";") && Entities.isNamedEntity(body.substring(0, body.length() - 1))) {
            return Entities.getByName(body.substring(0, body.length() - 1));
        }
        for (int end = body.length(); end >= SHORTEST_NAME; end--) {
            if (Entities.isBaseNamedEntity(body.substring(0, end))) {
                return Entities.getByName(body.substring(0, end)) + body.substring(end);
            }
        }
        return "&" + body;
    }

    /** HTML standard, "numeric character reference end state". */
    private static String numbered(String body) {
        boolean hexadecimal = body.charAt(1) == 'x' || body.charAt(1) == 'X';
        String digits = body.substring(hexadecimal ? 2 : 1).replace(";", "");
        int value = value(digits, hexadecimal ? 16 : 10);
        if (value == 0 || value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
            return "\uFFFD";
        }
        if (value >= 0x80 && value <= 0x9F) {
            return SingleByteEncoding.WINDOWS_1252.decode(value);
        }
        boolean control = value < 0x20 ? "\t\n\r\f".indexOf(value) < 0 : value == 0x7F;
        boolean noncharacter = (value >= 0xFDD0 && value <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;
        return control || noncharacter ? "" : Character.toString(value);
    }

    private static int value(String digits, int radix) {
        int value = 0;
        for (int i = 0; i < digits.length() && value <= Character.MAX_CODE_POINT; i++) {
            value = value * radix + Character.digit(digits.charAt(i), radix);
        }
        return value;
    }
}

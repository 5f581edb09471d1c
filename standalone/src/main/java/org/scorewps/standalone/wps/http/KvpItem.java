package org.scorewps.standalone.wps.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One input or output as a query string names it (WPS 1.0.0, clause 10.2.3.1): {@code id=value@mimeType=...}.
 *
 * @param attributes by case-insensitive name, without {@code xlink:}
 */
record KvpItem(String id, String value, Map<String, String> attributes) {
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "@(mimeType|format|encoding|schema|uom|dataType|asReference|method|(?:xlink:)?href)=",
            Pattern.CASE_INSENSITIVE);
    /** An identifier, but not a parameter of a media type. */
    private static final Pattern ITEM =
            Pattern.compile("(?!(?:application|charset|profile|subtype|version)$)[A-Za-z_][\\w.-]*");

    private static final Pattern ESCAPED = Pattern.compile("%[0-9a-fA-F]{2}");

    /**
     * The items of a list. Values with semicolons should escape them a second time, as {@code %3B} or {@code \;}; since
     * many clients don't, a piece that doesn't begin with a known identifier belongs to the value before it.
     */
    static List<KvpItem> list(String text, Predicate<String> known) {
        final List<String> pieces = new ArrayList<>();
        for (String piece : text.replaceFirst("[;\\s]+$", "").split("(?<!\\\\);", -1)) {
            final String id = piece.split("[=@]", 2)[0].trim();
            final boolean looksLikeItem =
                    piece.contains("=") && ITEM.matcher(id).matches();
            // an unknown item is kept apart, to be reported
            if (pieces.isEmpty() || known.test(id) || looksLikeItem) {
                pieces.add(piece);
            } else {
                pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + ";" + piece);
            }
        }
        return pieces.stream()
                .filter(piece -> !piece.isBlank())
                .map(KvpItem::of)
                .toList();
    }

    private static KvpItem of(String piece) {
        final Matcher attribute = ATTRIBUTE.matcher(piece);
        final Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int head = piece.length();
        String name = "";
        int start = 0;
        while (attribute.find()) {
            if (name.isEmpty()) {
                head = attribute.start();
            } else {
                attributes.put(name, decode(piece.substring(start, attribute.start())));
            }
            name = attribute.group(1).replaceFirst("(?i)xlink:", "");
            start = attribute.end();
        }
        if (!name.isEmpty()) {
            attributes.put(name, decode(piece.substring(start)));
        }
        final String[] parts = piece.substring(0, head).split("=", 2);
        return new KvpItem(parts[0].trim(), parts.length > 1 ? decode(parts[1]).replace("\\;", ";") : "", attributes);
    }

    /** Takes off the inner encoding, where there is one. */
    private static String decode(String text) {
        if (!ESCAPED.matcher(text).find()) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

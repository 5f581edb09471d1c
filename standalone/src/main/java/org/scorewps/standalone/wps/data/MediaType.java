package org.scorewps.standalone.wps.data;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type as RFC 9110 compares it (section 8.3.1): upper and lower case, the parameters' order, quotes and blanks don't
 * matter. The values of all parameters that formats here have are the same in upper and lower case.
 *
 * @param name type and subtype
 * @param parameters values by name, without the character set, which says nothing about the format
 */
record MediaType(String name, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*([^\\s;=\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;]*))\\s*(?:;|$)");

    MediaType {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Reads one; what is no parameter is passed over. */
    static MediaType parse(String text) {
        final String[] parts = text.toLowerCase(Locale.ROOT).split(";", 2);
        final Map<String, String> parameters = new TreeMap<>();
        final Matcher matcher = PARAMETER.matcher(parts.length > 1 ? parts[1] : "");
        while (matcher.find()) {
            if (!matcher.group(1).equals("charset")) {
                parameters.put(
                        matcher.group(1),
                        matcher.group(2) == null
                                ? matcher.group(3).strip()
                                : matcher.group(2).replaceAll("\\\\(.)", "$1"));
            }
        }
        return new MediaType(parts[0].strip(), parameters);
    }

    /** The same type without some parameters. */
    MediaType without(String... names) {
        final Map<String, String> rest = new TreeMap<>(parameters);
        for (String parameter : names) {
            rest.remove(parameter);
        }
        return new MediaType(name, rest);
    }

    /** The type by another name. */
    MediaType as(String other) {
        return new MediaType(other, parameters);
    }
}

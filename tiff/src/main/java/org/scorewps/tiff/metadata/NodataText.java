package org.scorewps.tiff.metadata;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers that other programs wrote as text, as GDAL's CPLAtofM does: what begins like a number is one, with a point or
 * a comma, whatever follows; C's and Windows' names for what is no number count; anything else is 0.
 */
public final class NodataText {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][-+]?\\d+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0[xX]([0-9a-fA-F]{1,15})");

    private NodataText() {}

    /** The value of GDAL_NODATA; empty text is none. */
    public static OptionalDouble parse(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(text));
    }

    /** A number without a comma in it, which GDAL doesn't take for a point in its own files (CPLAtof). */
    static double pointed(String text) {
        int comma = text.indexOf(',');
        return number(comma < 0 ? text : text.substring(0, comma));
    }

    /** A number with whatever follows it. */
    public static double number(String text) {
        String stripped = text.stripLeading();
        String lower = stripped.toLowerCase(Locale.ROOT);
        boolean negative = lower.startsWith("-");
        String name = negative || lower.startsWith("+") ? lower.substring(1) : lower;
        if (name.startsWith("nan")
                || name.startsWith("1.#ind")
                || name.startsWith("1.#qnan")
                || name.startsWith("1.#snan")) {
            return Double.NaN;
        }
        if (name.startsWith("inf") || name.startsWith("1.#inf")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(stripped);
        if (hexadecimal.lookingAt()) {
            double value = Long.parseLong(hexadecimal.group(2), 16);
            return negative ? -value : value;
        }
        Matcher decimal = DECIMAL.matcher(stripped);
        return decimal.lookingAt() ? Double.parseDouble(decimal.group().replace(',', '.')) : 0;
    }
}

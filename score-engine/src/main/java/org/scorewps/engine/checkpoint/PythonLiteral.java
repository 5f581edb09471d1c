package org.scorewps.engine.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Python literal as {@code ast.literal_eval} does: a decimal number, a text, True, False, None, and tuples and
 * lists of them, with comments among them. detectron2 reads every text of a configuration this way, which is how {@code ("a",)} becomes a tuple.
 */
final class PythonLiteral {
    private static final int MAX_NESTING = 30;
    private static final Pattern BLANKS = Pattern.compile("(?:\\s++|#[^\\n]*+)*+");
    private static final Pattern WORD = Pattern.compile("(?:True|False|None)\\b");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:(?:0|[1-9](?:_?\\d)*)|(?:\\d(?:_?\\d)*\\.\\d*"
            + "|\\.\\d+)(?:[eE][-+]?\\d{1,3})?|\\d+[eE][-+]?\\d{1,3})(?![\\w.])");

    /** In single or double quotes; escapes other than those of a quote or a backslash stay as they are. */
    private static final Pattern TEXT =
            Pattern.compile("'((?:[^'\\\\\\n]|\\\\['\"\\\\])*+)'|\"((?:[^\"\\\\\\n]|\\\\['\"\\\\])*+)\"");

    private final String text;
    private int at;

    /** Items up to a closing bracket or the end. */
    private record Items(JsonArray values, boolean comma) {}

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** What is written there; tuples become arrays, None becomes JSON null. Empty when it is no such literal. */
    static Optional<JsonElement> read(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        return reader.items(0)
                .filter(items -> reader.at == text.length() && !items.values().isEmpty())
                .map(PythonLiteral::tuple);
    }

    /** In Python the comma makes the tuple, not the parentheses. */
    private static JsonElement tuple(Items items) {
        return items.comma() || items.values().isEmpty()
                ? items.values()
                : items.values().get(0);
    }

    private Optional<Items> items(int depth) {
        JsonArray values = new JsonArray();
        boolean comma = false;
        match(BLANKS);
        while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != ']') {
            Optional<JsonElement> value = depth > MAX_NESTING ? Optional.empty() : value(depth);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            if (!take(',')) {
                return Optional.of(new Items(values, comma));
            }
            comma = true;
        }
        return Optional.of(new Items(values, comma)).filter(items -> !values.isEmpty() || !items.comma());
    }

    private Optional<JsonElement> value(int depth) {
        if (take('(')) {
            return items(depth + 1).filter(items -> take(')')).map(PythonLiteral::tuple);
        }
        if (take('[')) {
            return items(depth + 1).filter(items -> take(']')).map(Items::values);
        }
        Optional<JsonElement> scalar = match(WORD)
                .map(word -> word(word.group()))
                .or(() -> match(NUMBER)
                        .map(number ->
                                new JsonPrimitive(new BigDecimal(number.group().replace("_", "")))))
                .or(this::text);
        match(BLANKS);
        return scalar;
    }

    private Optional<JsonElement> text() {
        Optional<Matcher> part = match(TEXT);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder joined = new StringBuilder(); // texts side by side are one
        while (part.isPresent()) {
            Matcher quoted = part.get();
            joined.append((quoted.group(1) != null ? quoted.group(1) : quoted.group(2)).replaceAll("\\\\(.)", "$1"));
            match(BLANKS);
            part = match(TEXT);
        }
        return Optional.of(new JsonPrimitive(joined.toString()));
    }

    private static JsonElement word(String word) {
        return word.equals("None") ? JsonNull.INSTANCE : new JsonPrimitive(word.equals("True"));
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            match(BLANKS);
            return true;
        }
        return false;
    }

    private Optional<Matcher> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }
}

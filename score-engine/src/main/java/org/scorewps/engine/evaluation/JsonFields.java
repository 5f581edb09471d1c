package org.scorewps.engine.evaluation;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads values that may be of another kind than expected; those count as absent. */
final class JsonFields {
    private JsonFields() {}

    static OptionalLong integer(JsonReader reader) throws IOException {
        if (!is(reader, JsonToken.NUMBER)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(reader.nextString()).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A number in the range of {@code int}. */
    static OptionalLong size(JsonReader reader) throws IOException {
        OptionalLong value = integer(reader);
        boolean fits = value.isPresent() && value.getAsLong() == (int) value.getAsLong();
        return fits ? value : OptionalLong.empty();
    }

    static OptionalDouble number(JsonReader reader) throws IOException {
        if (!is(reader, JsonToken.NUMBER)) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(reader.nextString());
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    static Optional<String> text(JsonReader reader) throws IOException {
        return is(reader, JsonToken.STRING) ? Optional.of(reader.nextString()) : Optional.empty();
    }

    /** 0, 1, false or true. */
    static List<String> texts(JsonReader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        if (is(reader, JsonToken.BEGIN_ARRAY)) {
            reader.beginArray();
            while (reader.hasNext()) {
                text(reader).ifPresent(texts::add);
            }
            reader.endArray();
        }
        return texts;
    }

    static Optional<Boolean> flag(JsonReader reader) throws IOException {
        if (reader.peek() == JsonToken.BOOLEAN) {
            return Optional.of(reader.nextBoolean());
        }
        OptionalLong value = integer(reader);
        boolean known = value.isPresent() && (value.getAsLong() == 0 || value.getAsLong() == 1);
        return known ? Optional.of(value.getAsLong() == 1) : Optional.empty();
    }

    /** Whether the next value is of a kind; skips it when not. */
    static boolean is(JsonReader reader, JsonToken kind) throws IOException {
        boolean right = reader.peek() == kind;
        if (!right) {
            reader.skipValue();
        }
        return right;
    }
}

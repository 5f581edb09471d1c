package org.scorewps.engine.evaluation;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids of one kind of entry. COCO's are whole numbers; those that are text get numbers that no other has. */
final class CocoIds {
    /** Text that some programs write for a number. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

    private static final long FIRST = Long.MIN_VALUE;
    private static final long LEAST = -1_000_000_000_000_000_000L;

    private final Map<String, Long> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** An id; none when the value is neither a whole number nor text. */
    OptionalLong read(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            OptionalLong number = JsonFields.integer(json);
            return number.isPresent() && number.getAsLong() <= LEAST ? OptionalLong.empty() : number;
        }
        String text = json.nextString();
        if (text.isBlank()) {
            return OptionalLong.empty();
        }
        if (NUMBER.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return OptionalLong.of(numbers.computeIfAbsent(text, one -> {
            texts.add(one);
            return FIRST + texts.size() - 1;
        }));
    }

    /** The text that an id is in the file. */
    Optional<String> text(long id) {
        return id <= LEAST ? Optional.of(texts.get((int) (id - FIRST))) : Optional.empty();
    }

    /** An id for people. */
    String name(long id) {
        return text(id).orElseGet(() -> Long.toString(id));
    }
}

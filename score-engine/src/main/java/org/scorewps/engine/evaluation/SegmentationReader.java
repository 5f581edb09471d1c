package org.scorewps.engine.evaluation;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads a {@code segmentation}: a list of polygons, or run lengths as numbers or as text. */
final class SegmentationReader {
    private static final int LEAST_COORDINATES = 6;

    private SegmentationReader() {}

    /** The segmentation, or nothing when it is none. */
    static Optional<Segmentation> read(JsonReader reader) throws IOException {
        if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            return polygons(reader);
        }
        return JsonFields.is(reader, JsonToken.BEGIN_OBJECT) ? runs(reader) : Optional.empty();
    }

    private static Optional<Segmentation> polygons(JsonReader reader) throws IOException {
        List<double[]> rings = new ArrayList<>();
        boolean whole = true;
        reader.beginArray();
        while (reader.hasNext()) {
            Optional<double[]> ring = numbers(reader);
            // a part without a corner is nowhere, whatever the others are
            if (ring.isPresent() && ring.get().length == 0) {
                continue;
            }
            whole &= ring.isPresent() && ring.get().length >= LEAST_COORDINATES && ring.get().length % 2 == 0;
            ring.ifPresent(rings::add);
        }
        reader.endArray();
        return whole && !rings.isEmpty() ? Optional.of(new Segmentation.Polygons(rings)) : Optional.empty();
    }

    private static Optional<double[]> numbers(JsonReader reader) throws IOException {
        if (!JsonFields.is(reader, JsonToken.BEGIN_ARRAY)) {
            return Optional.empty();
        }
        DoubleList numbers = new DoubleList();
        boolean whole = true;
        reader.beginArray();
        while (reader.hasNext()) {
            OptionalDouble number = JsonFields.number(reader);
            whole &= number.isPresent();
            number.ifPresent(numbers::add);
        }
        reader.endArray();
        return whole ? Optional.of(numbers.toArray()) : Optional.empty();
    }

    private static Optional<Segmentation> runs(JsonReader reader) throws IOException {
        Optional<int[]> size = Optional.empty();
        Optional<int[]> counts = Optional.empty();
        Optional<String> text = Optional.empty();
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "size" -> size = sizes(reader);
                case "counts" -> {
                    if (reader.peek() == JsonToken.STRING) {
                        text = Optional.of(reader.nextString());
                    } else {
                        counts = sizes(reader);
                    }
                }
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        if (size.isEmpty() || size.get().length != 2 || text.isPresent() == counts.isPresent()) {
            return Optional.empty();
        }
        int height = size.get()[0];
        int width = size.get()[1];
        try {
            RunLengthMask mask = text.isPresent()
                    ? RunLengthMask.ofCompressed(height, width, text.get())
                    : RunLengthMask.ofCounts(height, width, counts.get());
            return Optional.of(new Segmentation.Runs(mask));
        } catch (IllegalArgumentException broken) {
            return Optional.empty(); // the runs don't fill the picture, or the text is none
        }
    }

    private static Optional<int[]> sizes(JsonReader reader) throws IOException {
        if (!JsonFields.is(reader, JsonToken.BEGIN_ARRAY)) {
            return Optional.empty();
        }
        IntList numbers = new IntList();
        boolean whole = true;
        reader.beginArray();
        while (reader.hasNext()) {
            OptionalLong number = JsonFields.size(reader);
            whole &= number.isPresent();
            number.ifPresent(value -> numbers.add((int) value));
        }
        reader.endArray();
        return whole ? Optional.of(numbers.toArray()) : Optional.empty();
    }
}

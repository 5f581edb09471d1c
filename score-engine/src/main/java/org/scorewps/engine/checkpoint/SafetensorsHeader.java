package org.scorewps.engine.checkpoint;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorewps.engine.InvalidInputException;

/**
 * The JSON header of a safetensors file: where each tensor lies. The rules are those of the format's own description:
 * names occur once, types are known, the bytes of all tensors cover the data section exactly, without holes or overlaps.
 *
 * @param entries tensors in the order of their bytes
 * @param metadata the free text entries under {@code __metadata__}
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    /** The key that holds free text instead of a tensor. */
    static final String METADATA_KEY = "__metadata__";

    /** Longest header that the format allows, bytes. */
    static final long MAX_LENGTH = 100_000_000;

    private static final int MAX_DIMENSIONS = 64;

    /**
     * One tensor.
     *
     * @param info its name, type and shape
     * @param begin first byte, counted from the start of the data section
     * @param end byte after the last
     */
    record Entry(TensorInfo info, long begin, long end) {}

    SafetensorsHeader {
        entries = List.copyOf(entries);
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads and checks a header.
     *
     * @param file the file's name for messages
     * @param json the header's text
     * @param dataLength bytes in the data section
     * @throws InvalidInputException naming the file and the tensor that is wrong
     */
    static SafetensorsHeader parse(String file, String json, long dataLength) {
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            SafetensorsHeader header = new Parser(file, dataLength).header(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new InvalidInputException(file + ": text after the end of the safetensors header");
            }
            header.checkCover(file, dataLength);
            return header;
        } catch (MalformedJsonException | IllegalStateException | JsonParseException | NumberFormatException e) {
            throw new InvalidInputException(file + ": the safetensors header is not valid JSON", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": the safetensors header ends early", e);
        }
    }

    private void checkCover(String file, long dataLength) {
        long at = 0;
        String before = "the start";
        for (Entry entry : entries) {
            if (entry.begin != at) {
                throw new InvalidInputException("%s: tensor %s %s %s"
                        .formatted(
                                file,
                                entry.info.name(),
                                entry.begin < at ? "overlaps" : "leaves unused bytes after",
                                before));
            }
            at = entry.end;
            before = entry.info.name();
        }
        if (at != dataLength) {
            throw new InvalidInputException(
                    "%s: %d bytes after the last tensor belong to none".formatted(file, dataLength - at));
        }
    }

    /** Reads entry by entry, so that a name given twice is seen. */
    private record Parser(String file, long dataLength) {

        SafetensorsHeader header(JsonReader reader) throws IOException {
            List<Entry> entries = new ArrayList<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            Set<String> names = new HashSet<>();
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (!names.add(name)) {
                    throw new InvalidInputException(file + ": tensor " + name + " is there twice");
                }
                if (name.equals(METADATA_KEY)) {
                    readMetadata(reader, metadata);
                } else {
                    entries.add(entry(name, reader));
                }
            }
            reader.endObject();
            // an empty tensor shares its first byte with the one after it
            entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            return new SafetensorsHeader(entries, metadata);
        }

        private void readMetadata(JsonReader reader, Map<String, String> metadata) throws IOException {
            reader.beginObject();
            while (reader.hasNext()) {
                String key = reader.nextName();
                if (reader.peek() != JsonToken.STRING || metadata.put(key, reader.nextString()) != null) {
                    throw new InvalidInputException(
                            "%s: %s.%s is not one text value".formatted(file, METADATA_KEY, key));
                }
            }
            reader.endObject();
        }

        private Entry entry(String name, JsonReader reader) throws IOException {
            Optional<String> type = Optional.empty();
            Optional<List<Long>> shape = Optional.empty();
            Optional<List<Long>> offsets = Optional.empty();
            reader.beginObject();
            while (reader.hasNext()) {
                String field = reader.nextName();
                switch (field) {
                    case "dtype" -> type = Optional.of(reader.nextString());
                    case "shape" -> shape = Optional.of(naturals(name, field, reader));
                    case "data_offsets" -> offsets = Optional.of(naturals(name, field, reader));
                    default -> throw wrong(name, "has an unknown field " + field);
                }
            }
            reader.endObject();
            ElementType elements = elementType(name, type.orElseThrow(() -> wrong(name, "has no dtype")));
            TensorInfo info = new TensorInfo(name, elements, shape.orElseThrow(() -> wrong(name, "has no shape")));
            return place(info, offsets.orElseThrow(() -> wrong(name, "has no data_offsets")));
        }

        private Entry place(TensorInfo info, List<Long> offsets) {
            if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
                throw wrong(info.name(), "has data_offsets " + offsets + " that are no range");
            }
            if (offsets.get(1) > dataLength) {
                throw wrong(
                        info.name(),
                        "ends at byte %d of %d: the file is cut off".formatted(offsets.get(1), dataLength));
            }
            long bytes = offsets.get(1) - offsets.get(0);
            if (Tensors.byteSize(file, info) != bytes) {
                throw wrong(
                        info.name(),
                        "of type %s and shape %s has %d bytes".formatted(info.type(), info.shape(), bytes));
            }
            return new Entry(info, offsets.get(0), offsets.get(1));
        }

        private ElementType elementType(String name, String type) {
            for (ElementType one : ElementType.values()) {
                if (one.name().equals(type)) {
                    return one;
                }
            }
            throw wrong(name, "has the type " + type + ", which is not supported");
        }

        private List<Long> naturals(String name, String field, JsonReader reader) throws IOException {
            List<Long> values = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                if (reader.peek() != JsonToken.NUMBER || values.size() == MAX_DIMENSIONS) {
                    throw wrong(name, "has a wrong " + field);
                }
                long value = reader.nextLong();
                if (value < 0) {
                    throw wrong(name, "has a negative number in " + field);
                }
                values.add(value);
            }
            reader.endArray();
            return values;
        }

        private InvalidInputException wrong(String name, String what) {
            return new InvalidInputException(file + ": tensor " + name + " " + what);
        }
    }
}

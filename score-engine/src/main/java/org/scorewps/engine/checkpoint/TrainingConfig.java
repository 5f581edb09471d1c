package org.scorewps.engine.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;

/**
 * What a file that describes a training says of the model: a detectron2 configuration (YAML), or a fixture directory's
 * {@code config_*.json}. Some of it are settings that the weights can't tell; the rest is compared with the weights, so
 * that a configuration of another model is noticed.
 *
 * @param file the file's name for messages
 * @param settings names of {@link ModelSettings} and their values
 * @param expected places in {@link Architecture} ({@code decoder.queries}) and their values
 * @param trainClassCount how many training classes there are, where the file says it
 */
record TrainingConfig(
        String file, JsonObject settings, Map<String, JsonElement> expected, Optional<Integer> trainClassCount) {
    /** What some programs begin text with. */
    private static final String MARK = "\ufeff";

    private static final long MAX_SIZE = 4 << 20;

    /** Nothing is known. */
    static TrainingConfig none() {
        return new TrainingConfig("", new JsonObject(), Map.of(), Optional.empty());
    }

    /**
     * Reads a file of either form.
     *
     * @throws InvalidInputException when it can't be read, is of neither form, or wants what this software has not
     */
    static TrainingConfig read(Path file) {
        String text = text(file);
        if (!text.stripLeading().startsWith("{")) {
            return new DetectronConfig(file, DetectronYaml.read(file)).toTrainingConfig();
        }
        return FixtureConfig.toTrainingConfig(file.toString(), StrictJson.parse(file.toString(), text));
    }

    /** Reads a text file of moderate size, in UTF-8, or in UTF-16 where it begins with that one's mark. */
    static String text(Path file) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new InvalidInputException("%s: larger than %d bytes".formatted(file, MAX_SIZE));
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean wide =
                    bytes.length >= 2 && ((bytes[0] == -2 && bytes[1] == -1) || (bytes[0] == -1 && bytes[1] == -2));
            String text = (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file + ": isn't text in UTF-8; save it in that encoding", e);
        } catch (IOException e) {
            throw ChannelReader.failure(file, e);
        }
    }

    /** One line with all that differs between this and the dimensions that the weights have; empty when nothing does. */
    Optional<String> differences(Architecture architecture) {
        JsonObject actual = RecordJsonWriter.write(architecture);
        List<String> differences = new ArrayList<>();
        new TreeMap<>(expected).forEach((place, value) -> {
            JsonElement there = at(actual, place);
            if (!same(there, value)) {
                differences.add("%s is %s, not %s".formatted(place, there, value));
            }
        });
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("the weights are not those of " + file + ": " + String.join(", ", differences));
    }

    /** The value at a dotted place in nested objects; JSON null when there is none. */
    static JsonElement at(JsonObject object, String place) {
        JsonElement value = object;
        for (String name : place.split("\\.", -1)) {
            if (!value.isJsonObject() || !value.getAsJsonObject().has(name)) {
                return JsonNull.INSTANCE;
            }
            value = value.getAsJsonObject().get(name);
        }
        return value;
    }

    /**
     * Copies values from one object's places to another's names.
     *
     * @param places source place to target name
     */
    static Map<String, JsonElement> pick(JsonObject source, Map<String, String> places) {
        Map<String, JsonElement> picked = new LinkedHashMap<>();
        places.forEach((place, name) -> {
            JsonElement value = at(source, place);
            if (!value.isJsonNull()) {
                picked.put(name, value);
            }
        });
        return picked;
    }

    private static boolean same(JsonElement one, JsonElement other) {
        if (one instanceof JsonArray array && other instanceof JsonArray values) {
            return array.size() == values.size()
                    && IntStream.range(0, array.size()).allMatch(i -> same(array.get(i), values.get(i)));
        }
        if (one instanceof JsonPrimitive number
                && other instanceof JsonPrimitive value
                && number.isNumber()
                && value.isNumber()) {
            return number.getAsDouble() == value.getAsDouble();
        }
        return one.equals(other);
    }
}

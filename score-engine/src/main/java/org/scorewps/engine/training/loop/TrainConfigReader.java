package org.scorewps.engine.training.loop;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.RecordJsonReader;
import org.scorewps.engine.checkpoint.RecordJsonWriter;
import org.scorewps.engine.training.data.LargeScaleJitter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@link TrainConfig} from YAML: plain values only, no key twice, defaults under the user's own values. */
final class TrainConfigReader {
    private static final long MAX_SIZE = 1 << 20;
    private static final int MAX_NESTING = 10;

    private TrainConfigReader() {}

    static TrainConfig read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(file + ": there is no such file");
            }
            if (Files.size(file) > MAX_SIZE) {
                throw new InvalidInputException("%s: larger than %d bytes".formatted(file, MAX_SIZE));
            }
            return of(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidInputException(file + ": can't be read as text: " + e.getMessage(), e);
        }
    }

    static TrainConfig of(String name, String text) {
        return read(name, merge(parse("the default settings", example()), parse(name, text)));
    }

    /** The same settings with another augmentation. */
    static TrainConfig with(TrainConfig settings, LargeScaleJitter augmentation) {
        JsonObject written = RecordJsonWriter.write(settings);
        written.add("augmentation", RecordJsonWriter.write(augmentation));
        return read("the settings", written);
    }

    private static TrainConfig read(String name, JsonObject settings) {
        RecordJsonReader reader = new RecordJsonReader();
        return reader.read(settings, TrainConfig.class)
                .orElseThrow(() -> new InvalidInputException(name + ": "
                        + reader.problems().stream().map(String::strip).collect(Collectors.joining("; "))));
    }

    static String example() {
        try (InputStream stream = TrainConfigReader.class.getResourceAsStream("score.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the default settings can't be read", e);
        }
    }

    /** The first object with the second's values put over it, object by object. */
    private static JsonObject merge(JsonObject below, JsonObject above) {
        JsonObject merged = below.deepCopy();
        for (Map.Entry<String, JsonElement> entry : above.entrySet()) {
            JsonElement old = merged.get(entry.getKey());
            boolean objects = old instanceof JsonObject && entry.getValue() instanceof JsonObject;
            merged.add(
                    entry.getKey(),
                    objects ? merge(old.getAsJsonObject(), entry.getValue().getAsJsonObject()) : entry.getValue());
        }
        return merged;
    }

    private static JsonObject parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(0);
        try {
            Object value = new Yaml(new SafeConstructor(options)).load(text);
            if (value == null) {
                return new JsonObject(); // nothing but comments
            }
            if (value instanceof Map<?, ?> map) {
                // not-a-number and infinity stay, so that the reader can name their key
                return new GsonBuilder()
                        .serializeSpecialFloatingPointValues()
                        .serializeNulls()
                        .create()
                        .toJsonTree(map)
                        .getAsJsonObject();
            }
        } catch (YAMLException e) {
            throw new InvalidInputException(
                    "%s: not valid YAML: %s".formatted(name, e.getMessage().replaceAll("\\s+", " ")), e);
        }
        throw new InvalidInputException(name + ": holds no YAML mapping of names to values");
    }
}

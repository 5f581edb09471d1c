package org.scorewps.engine.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scorewps.engine.InvalidInputException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a detectron2 configuration with the files that it is based on ({@code _BASE_}), as detectron2 does: of two equal
 * keys the last counts, and texts are read as Python literals. Aliases and tags other than YAML's own plain ones, such as
 * Python expressions, are refused; nothing of them is evaluated.
 */
final class DetectronYaml {
    private static final String BASE = "_BASE_";
    private static final String HOME = "~/";
    private static final int MAX_BASES = 10;

    /** Files that are read for one configuration: each may name several bases. */
    private static final int MAX_FILES = 100;

    /** Longest value; the parser's patterns need a stack that grows with it. */
    private static final int MAX_VALUE = 4096;

    private static final int MAX_NESTING = 30;
    private static final Set<String> PLAIN_TAGS = Set.of(
            "!",
            Tag.STR.getValue(),
            Tag.INT.getValue(),
            Tag.FLOAT.getValue(),
            Tag.BOOL.getValue(),
            Tag.NULL.getValue(),
            Tag.SEQ.getValue(),
            Tag.MAP.getValue());

    private int files;
    private int nesting;

    private DetectronYaml() {}

    /**
     * The configuration, its bases merged in.
     *
     * @throws InvalidInputException when a file can't be read, is no YAML mapping, or has aliases or tags
     */
    static JsonObject read(Path file) {
        return new DetectronYaml().read(file, 0);
    }

    private JsonObject read(Path file, int depth) {
        if (++files > MAX_FILES) {
            throw new InvalidInputException(file + ": more than " + MAX_FILES + " files make this configuration");
        }
        if (depth > MAX_BASES) {
            throw new InvalidInputException(file + ": more than " + MAX_BASES + " configurations based on each other");
        }
        JsonObject json = parse(file);
        JsonElement base = json.remove(BASE);
        if (base == null) {
            return json;
        }
        JsonObject below = new JsonObject();
        for (JsonElement one : base instanceof JsonArray several ? several : List.of(base)) {
            below = merge(below, read(resolve(file, one), depth + 1));
        }
        return merge(below, json);
    }

    private static Path resolve(Path file, JsonElement base) {
        if (!(base instanceof JsonPrimitive text) || !text.isString()) {
            throw new InvalidInputException(file + ": " + BASE + " is no file name");
        }
        String name = text.getAsString();
        if (name.contains("://")) {
            throw new InvalidInputException(
                    "%s: %s is %s; nothing is downloaded: put that file beside this one and name it there"
                            .formatted(file, BASE, name));
        }
        try {
            Path below = name.startsWith(HOME)
                    ? Path.of(System.getProperty("user.home"), name.substring(HOME.length()))
                    : file.resolveSibling(name);
            if (!Files.isRegularFile(below)) {
                throw new InvalidInputException(
                        "%s: %s names %s: no such file; put it there".formatted(file, BASE, below));
            }
            return below;
        } catch (InvalidPathException e) {
            throw new InvalidInputException(file + ": " + BASE + " is no file name", e);
        }
    }

    /** The first object with the second's values put over it, object by object. */
    private static JsonObject merge(JsonObject below, JsonObject above) {
        JsonObject merged = below.deepCopy();
        for (Map.Entry<String, JsonElement> entry : above.entrySet()) {
            JsonElement old = merged.get(entry.getKey());
            merged.add(
                    entry.getKey(),
                    old instanceof JsonObject object && entry.getValue() instanceof JsonObject over
                            ? merge(object, over)
                            : entry.getValue());
        }
        return merged;
    }

    private JsonObject parse(Path file) {
        nesting = 0;
        String text = TrainingConfig.text(file);
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_NESTING);
        options.setAllowDuplicateKeys(true);
        options.setWarnOnDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Object value;
        try {
            Yaml yaml = new Yaml(new SafeConstructor(options));
            yaml.parse(new StringReader(text)).forEach(event -> checkPlain(file, event));
            value = yaml.load(text);
        } catch (InvalidInputException refused) {
            throw refused;
        } catch (RuntimeException e) { // the parser meets values that don't fit their tags with all kinds of exceptions
            throw new InvalidInputException(
                    "%s: not valid YAML: %s"
                            .formatted(file, String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
                    e);
        }
        if (value instanceof Map<?, ?> map) {
            return object(file, map);
        }
        throw new InvalidInputException(file + ": holds no YAML mapping");
    }

    private void checkPlain(Path file, Event event) {
        int line = event.getStartMark().getLine() + 1;
        nesting += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        if (nesting > MAX_NESTING) {
            throw new InvalidInputException("%s, line %d: nested more than %d deep".formatted(file, line, MAX_NESTING));
        }
        if (event instanceof AliasEvent alias) {
            throw new InvalidInputException("%s, line %d: the alias *%s is not supported; write its value in its place"
                    .formatted(file, line, alias.getAnchor()));
        }
        String tag = null;
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
            if (scalar.getValue().length() > MAX_VALUE) {
                throw new InvalidInputException("%s, line %d: a value of %d characters, at most %d are read"
                        .formatted(file, line, scalar.getValue().length(), MAX_VALUE));
            }
        } else if (event instanceof CollectionStartEvent collection) {
            tag = collection.getTag();
        }
        if (tag != null && !PLAIN_TAGS.contains(tag)) {
            throw new InvalidInputException(
                    "%s, line %d: the tag %s is not supported, nothing of it was run; write the value itself in its place,"
                                    .formatted(file, line, tag.replace(Tag.PREFIX, "!!"))
                            + " or take the line out where only training needs it");
        }
    }

    private static JsonObject object(Path file, Map<?, ?> map) {
        JsonObject object = new JsonObject();
        map.forEach((key, value) -> {
            if (key instanceof Map || key instanceof Collection) {
                throw new InvalidInputException(file + ": a key is a list or mapping, a name is needed");
            }
            // as detectron2: texts are literals where they are values, not within lists
            object.add(
                    String.valueOf(key),
                    value instanceof String text
                            ? PythonLiteral.read(text).orElseGet(() -> new JsonPrimitive(text))
                            : element(file, value));
        });
        return object;
    }

    private static JsonElement element(Path file, Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(file, map);
        }
        if (value instanceof Collection<?> values) {
            JsonArray array = new JsonArray();
            values.forEach(one -> array.add(element(file, one)));
            return array;
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(String.valueOf(value));
    }
}

package org.scorewps.engine.checkpoint;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a detectron2 configuration with the files that it is based on ({@code _BASE_}). */
final class DetectronYaml {
    private static final String BASE = "_BASE_";
    private static final int MAX_BASES = 10;
    private static final int MAX_NESTING = 30;

    private DetectronYaml() {}

    /**
     * The configuration, its bases merged in.
     *
     * @throws InvalidInputException when a file can't be read or is no YAML mapping
     */
    static JsonObject read(Path file) {
        return read(file, 0);
    }

    private static JsonObject read(Path file, int depth) {
        if (depth > MAX_BASES) {
            throw new InvalidInputException(file + ": more than " + MAX_BASES + " configurations based on each other");
        }
        JsonObject json = parse(file);
        JsonElement base = json.remove(BASE);
        if (base == null) {
            return json;
        }
        if (!base.isJsonPrimitive()) {
            throw new InvalidInputException(file + ": " + BASE + " is no file name");
        }
        return merge(read(file.resolveSibling(base.getAsString()), depth + 1), json);
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

    private static JsonObject parse(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_NESTING);
        options.setAllowDuplicateKeys(false);
        // any tag may stand there, since none makes anything: see InertConstructor
        options.setTagInspector(tag -> true);
        try {
            Object value = new Yaml(new InertConstructor(options)).load(TrainingConfig.text(file));
            if (value instanceof Map<?, ?> map) {
                return new Gson().toJsonTree(map).getAsJsonObject();
            }
        } catch (YAMLException e) {
            throw new InvalidInputException(
                    "%s: not valid YAML: %s".formatted(file, e.getMessage().replaceAll("\\s+", " ")), e);
        }
        throw new InvalidInputException(file + ": holds no YAML mapping");
    }

    /**
     * Plain values only. Training configurations have Python expressions in places that matter for training alone: such
     * values are left out, nothing of them is evaluated.
     */
    private static final class InertConstructor extends SafeConstructor {
        InertConstructor(LoaderOptions options) {
            super(options);
            yamlConstructors.put(null, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return "";
                }
            });
        }
    }
}

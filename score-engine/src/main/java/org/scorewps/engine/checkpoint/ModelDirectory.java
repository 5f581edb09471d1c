package org.scorewps.engine.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.model.ModelConfig;

/**
 * A model on disk: a directory with {@code model.json} (everything but the weights) and {@code weights.safetensors} (all
 * tensors, float32). Nothing in it is executable.
 *
 * @param path the directory
 * @param config the content of {@code model.json}
 */
public record ModelDirectory(Path path, ModelConfig config) {
    /** The file that holds the {@link ModelConfig}. */
    public static final String CONFIG_FILE = "model.json";

    /** The file that holds the tensors. */
    public static final String WEIGHTS_FILE = "weights.safetensors";

    private static final long MAX_CONFIG_SIZE = 16 << 20;

    /**
     * Reads a model directory's {@code model.json}; the weights are not touched.
     *
     * @throws InvalidInputException when a file is missing or {@code model.json} is wrong; the message lists every
     *     problem
     */
    public static ModelDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new InvalidInputException(path + ": no such model directory");
        }
        ModelDirectory directory = new ModelDirectory(path, readConfig(path.resolve(CONFIG_FILE)));
        if (!Files.isRegularFile(directory.weightsFile())) {
            throw new InvalidInputException(path + ": " + WEIGHTS_FILE + " is missing");
        }
        return directory;
    }

    /**
     * Writes {@code model.json} into an existing directory.
     *
     * @throws InvalidInputException when the configuration's values are wrong; the message lists every problem
     * @throws IOException when the file is there already or can't be written
     */
    public static ModelDirectory write(Path path, ModelConfig config) throws IOException {
        check(path.resolve(CONFIG_FILE), ModelConfigCheck.problems(config));
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        Files.writeString(
                path.resolve(CONFIG_FILE),
                gson.toJson(RecordJsonWriter.write(config)) + "\n",
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        return new ModelDirectory(path, config);
    }

    /** The directory's name, by which requests choose the model. */
    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Where the weights are. */
    public Path weightsFile() {
        return path.resolve(WEIGHTS_FILE);
    }

    /**
     * Opens the weights; tensors are mapped when they are asked for.
     *
     * @throws InvalidInputException when the file can't be read or is damaged, or its tensors are not those of the
     *     architecture; the message lists them all
     */
    public SafetensorsFile openWeights() {
        SafetensorsFile weights = SafetensorsFile.open(weightsFile());
        TensorCheck check = TensorCheck.of(config.architecture(), weights.tensors());
        if (check.passed()) {
            return weights;
        }
        InvalidInputException failure = new InvalidInputException(weightsFile() + ": " + check.message());
        try {
            weights.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    /** What requests may know of the model. */
    public ModelInfo info() {
        return new ModelInfo(
                name(),
                config.title(),
                config.trainClasses(),
                config.tileSize(),
                config.architecture().decoder().queries(),
                config.groundResolution(),
                new InferenceSettings(config.alpha(), config.beta(), config.minScore(), config.maxInstances()),
                config.files().get(WEIGHTS_FILE));
    }

    /**
     * Reads every file and compares its SHA-256 with the one in {@code model.json}.
     *
     * @throws InvalidInputException when one differs or can't be read; the message names all that differ
     */
    public void verify() {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(config.files()).forEach((name, expected) -> {
            Path file = path.resolve(name);
            if (!Files.isRegularFile(file)) {
                problems.add(name + " is missing");
            } else if (!Sha256.of(file, bytes -> {}).equals(expected)) {
                problems.add(name + " was changed: its SHA-256 is not the one in " + CONFIG_FILE);
            }
        });
        check(path, problems);
    }

    /**
     * Reads the settings of a model that is yet to be made: a file in the form of {@code model.json} whose files and
     * hashes don't count.
     *
     * @throws InvalidInputException when it can't be read or is wrong; the message lists every problem
     */
    public static ModelConfig readSettings(Path file) {
        ModelConfig read = readRecord(file);
        check(file, ModelConfigCheck.valueProblems(read));
        return read;
    }

    private static ModelConfig readConfig(Path file) {
        ModelConfig read = readRecord(file);
        check(file, ModelConfigCheck.problems(read));
        return read;
    }

    private static ModelConfig readRecord(Path file) {
        RecordJsonReader reader = new RecordJsonReader();
        Optional<ModelConfig> config = reader.read(parse(file), ModelConfig.class);
        return config.orElseThrow(() -> problems(file, reader.problems()));
    }

    private static JsonObject parse(Path file) {
        try {
            if (Files.size(file) > MAX_CONFIG_SIZE) {
                throw new InvalidInputException("%s: larger than %d bytes".formatted(file, MAX_CONFIG_SIZE));
            }
            return StrictJson.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw ChannelReader.failure(file, e);
        }
    }

    private static void check(Path file, List<String> problems) {
        if (!problems.isEmpty()) {
            throw problems(file, problems);
        }
    }

    private static InvalidInputException problems(Path file, List<String> problems) {
        return new InvalidInputException(file + ": " + String.join("; ", problems));
    }
}

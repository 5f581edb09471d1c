package org.scorewps.engine.checkpoint;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Architecture;
import org.scorewps.engine.model.ModelConfig;

/** Makes a {@link ModelConfig} of what the weights, the training configuration and the import's options say. */
final class ModelConfigAssembler {
    private static final String PUBLISHED = "published-settings.json";

    private ModelConfigAssembler() {}

    /**
     * The configuration, its provenance and file list still empty.
     *
     * @throws InvalidInputException when settings are wrong, tensors do not fit, or the parts contradict each other
     */
    static ModelConfig assemble(MergedCheckpoint checkpoint, TrainingConfig training, Map<String, Object> options) {
        ModelSettings settings = settings(training, options);
        Architecture architecture = ArchitectureReader.read(checkpoint.tensors(), settings);
        TensorCheck check = TensorCheck.of(architecture, checkpoint.tensors());
        if (!check.passed()) {
            throw new InvalidInputException(check.message());
        }
        List<String> problems = new ArrayList<>();
        training.differences(architecture).ifPresent(problems::add);
        checkpoint
                .trainClassCount()
                .or(training::trainClassCount)
                .filter(count -> count != settings.trainClasses().size())
                .ifPresent(count -> problems.add("trained with %d classes, but %d are named: name the training classes"
                        .formatted(count, settings.trainClasses().size())));
        ModelConfig config = new ModelConfig(
                ModelConfig.FORMAT_VERSION,
                settings.title(),
                architecture,
                settings.variant(),
                settings.trainClasses(),
                settings.templates(),
                settings.pixelMean(),
                settings.pixelStd(),
                settings.sizeDivisibility(),
                settings.inputScale(),
                settings.tileSize(),
                settings.groundResolution(),
                settings.alpha(),
                settings.beta(),
                settings.ensembleOnValidMask(),
                settings.poolByCoverage(),
                settings.minScore(),
                settings.maxInstances(),
                Map.of(),
                Map.of());
        problems.addAll(ModelConfigCheck.valueProblems(config));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("; ", problems));
        }
        return config;
    }

    private static ModelSettings settings(TrainingConfig training, Map<String, Object> options) {
        JsonObject layers = published();
        training.settings().entrySet().forEach(entry -> layers.add(entry.getKey(), entry.getValue()));
        options.forEach((name, value) -> layers.add(name, new Gson().toJsonTree(value)));
        RecordJsonReader reader = new RecordJsonReader();
        Optional<ModelSettings> settings = reader.read(layers, ModelSettings.class);
        return settings.orElseThrow(
                () -> new InvalidInputException("wrong settings: " + String.join("; ", reader.problems())));
    }

    /** The settings of the authors' published configuration. */
    private static JsonObject published() {
        try (InputStream stream = ModelConfigAssembler.class.getResourceAsStream(PUBLISHED)) {
            return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(PUBLISHED + " can't be read", e);
        }
    }
}

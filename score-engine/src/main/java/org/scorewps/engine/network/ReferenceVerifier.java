package org.scorewps.engine.network;

import ai.djl.Device;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportListener;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Compares this network, stage by stage, with tensors that another implementation stored of the same weights. A fixture
 * directory holds {@code config_*.json} (dimensions, {@code test_classes}), one {@code weights/*.pth}, and {@code golden/}
 * with {@code text.safetensors}, {@code text_train.safetensors} and a folder for each input, each file a stage; if
 * {@code golden/measured.json} is there, it says how far the other implementation is sure of its own numbers.
 */
public final class ReferenceVerifier {
    private final Path fixtures;
    private final List<TensorComparison> results = new ArrayList<>();
    private final Set<String> notCompared = new TreeSet<>();

    /**
     * What came out.
     *
     * @param comparisons one for each stored tensor, in the order of computation
     * @param notCompared stored tensors that this network has no counterpart of
     */
    public record Report(List<TensorComparison> comparisons, List<String> notCompared) {
        /** Copies the lists. */
        public Report {
            comparisons = List.copyOf(comparisons);
            notCompared = List.copyOf(notCompared);
        }

        /** Whether every tensor is within its tolerance. */
        public boolean passed() {
            return !comparisons.isEmpty() && comparisons.stream().allMatch(TensorComparison::passed);
        }
    }

    /** @param fixtures a fixture directory */
    public ReferenceVerifier(Path fixtures) {
        this.fixtures = fixtures;
    }

    /**
     * Imports the checkpoint and compares everything.
     *
     * @param workDirectory an existing directory to import into
     * @param progress told what is being done
     * @throws InvalidInputException when the directory isn't one of fixtures
     */
    public Report verify(Path workDirectory, Consumer<String> progress) {
        Path config = only(fixtures, "config", ".json");
        progress.accept("importing the checkpoint");
        ModelDirectory directory = CheckpointImporter.importModel(
                ImportRequest.of(only(fixtures.resolve("weights"), "", ".pth"), workDirectory.resolve("verified"))
                        .withConfig(config),
                ImportListener.NONE);
        Vocabulary vocabulary = testClasses(config);
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(loader.workers());
        try (ScoreModel model = ScoreModel.load(directory, Device.cpu())) {
            Path golden = fixtures.resolve("golden");
            ReferenceTolerance tolerances = ReferenceTolerance.ofGolden(golden);
            StageComparison text =
                    new StageComparison("", StoredTensors.ofFile(golden.resolve("text.safetensors")), tolerances);
            for (Path input : inputs(golden)) {
                progress.accept("input " + input.getFileName());
                compare(model, vocabulary, input, text, tolerances);
            }
            finish("", text);
            Path train = golden.resolve("text_train.safetensors");
            if (Files.exists(train)) {
                progress.accept("training classes");
                StageComparison trained = new StageComparison("", StoredTensors.ofFile(train), tolerances);
                model.vocabularies()
                        .traceTrainClasses((stage, name, tensor) -> trained.tensor("text_train", name, tensor));
                trained.numbers("text_train/num_templates", counts(model.config()), 0);
                finish("", trained);
            }
        }
        return new Report(results, List.copyOf(notCompared));
    }

    private void compare(
            ScoreModel model, Vocabulary vocabulary, Path folder, StageComparison text, ReferenceTolerance tolerances) {
        String name = folder.getFileName().toString();
        StoredTensors expected = StoredTensors.ofFolder(folder);
        StageComparison stages = new StageComparison(name, expected, tolerances);
        ModelConfig config = model.config();
        List<ImageTile> images = images(expected);
        InferenceSettings settings = new InferenceSettings(config.alpha(), config.beta(), 0, config.maxInstances());
        Trace both =
                (stage, tensorName, tensor) -> ("text".equals(stage) ? text : stages).tensor(stage, tensorName, tensor);
        model.forward(images, vocabulary, settings, both, (output, i, size) -> {
            MaskUpsampling requested = ResultComparison.requested(expected, i, size);
            new ResultComparison(name, i, expected, stages)
                    .compare(output.classes().get(i), output.masks().get(i), requested, config.maxInstances());
            return requested;
        });
        finish(name, stages);
    }

    private void finish(String input, StageComparison stages) {
        results.addAll(stages.results());
        stages.open().stream()
                .filter(tensor -> !tensor.endsWith(".image_uint8"))
                .forEach(tensor -> notCompared.add(input.isEmpty() ? tensor : input + "/" + tensor));
    }

    private static List<ImageTile> images(StoredTensors expected) {
        List<ImageTile> images = new ArrayList<>();
        for (int i = 0; expected.find("input/img" + i + ".image_uint8").isPresent(); i++) {
            StoredTensors.Stored planes = expected.get("input/img" + i + ".image_uint8");
            int height = (int) planes.shape()[1];
            int width = (int) planes.shape()[2];
            byte[] rgb = new byte[3 * height * width];
            for (int at = 0; at < rgb.length; at++) {
                rgb[at] = (byte) planes.values()[at % 3 * height * width + at / 3];
            }
            images.add(new ImageTile(width, height, rgb));
        }
        return images;
    }

    private static float[] counts(ModelConfig config) {
        float[] counts = new float[config.trainClasses().size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] =
                    Arrays.asList(config.trainClasses().get(i).split(",", -1)).size();
        }
        return counts;
    }

    private static Vocabulary testClasses(Path config) {
        List<ClassName> classes = new ArrayList<>();
        try {
            JsonObject json = new Gson().fromJson(Files.readString(config), JsonObject.class);
            if (json == null || !json.has("test_classes")) {
                throw new InvalidInputException(config + " has no test_classes");
            }
            for (JsonElement entry : json.getAsJsonArray("test_classes")) {
                classes.add(new ClassName(Arrays.asList(entry.getAsString().split(",", -1))));
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new InvalidInputException("can't read " + config + ": " + e.getMessage(), e);
        }
        return new Vocabulary(classes);
    }

    private static List<Path> inputs(Path golden) {
        try (Stream<Path> files = Files.list(golden)) {
            List<Path> inputs = files.filter(folder -> Files.exists(folder.resolve("input.safetensors")))
                    .sorted()
                    .toList();
            if (inputs.isEmpty()) {
                throw new InvalidInputException(golden + " has no folder with an input.safetensors");
            }
            return inputs;
        } catch (IOException e) {
            throw new InvalidInputException("can't read folder " + golden + ": it isn't there or not readable", e);
        }
    }

    private static Path only(Path folder, String prefix, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix)
                                    && file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
            if (found.size() != 1) {
                throw new InvalidInputException(
                        "%s must hold exactly one file %s*%s, not %d".formatted(folder, prefix, suffix, found.size()));
            }
            return found.get(0);
        } catch (IOException e) {
            throw new InvalidInputException("can't read folder " + folder + ": it isn't there or not readable", e);
        }
    }
}

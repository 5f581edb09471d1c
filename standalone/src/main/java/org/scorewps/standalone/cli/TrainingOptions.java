package org.scorewps.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.training.data.ClassMapping;
import org.scorewps.engine.training.data.CocoTrainingData;
import org.scorewps.engine.training.data.SceneTrainingData;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.loop.TrainConfig;
import org.scorewps.engine.training.loop.TrainingRequest;
import picocli.CommandLine.Option;

/** What is trained, from what and with what. */
final class TrainingOptions {
    private static final String SCENES = "scenes";

    @Option(
            names = "--init",
            required = true,
            paramLabel = "DIR",
            description = "The model directory to start from; its dimensions stay.")
    private Path init;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE|scenes",
            description = "The training data: COCO's JSON with polygons or run lengths, or the word scenes for"
                    + " generated aerial scenes as the settings' key scenes describes them.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of this training.")
    private Path out;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings (YAML); default: those of --print-config.")
    private Optional<Path> config;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images of --data are; default: the folder \"images\" beside the JSON, or its own"
                    + " folder.")
    private Optional<Path> images;

    @Option(names = "--val", paramLabel = "FILE", description = "Validation data, for early evaluations.")
    private Optional<Path> val;

    @Option(
            names = "--val-images",
            paramLabel = "DIR",
            description = "Where the images of --val are; default: as for --images.")
    private Optional<Path> valImages;

    @Option(
            names = "--skip-bad",
            description =
                    "Leave out images and annotations of --val in which something is wrong; those of --data always"
                            + " are.")
    private boolean skipBad;

    @Option(
            names = "--resume",
            description = "Go on from the latest checkpoint in --out, if there is one, as if never stopped.")
    private boolean resume;

    private final Set<String> told = new HashSet<>();

    /**
     * Opens and checks everything.
     *
     * @param leftOut is told what of the data is left out for being wrong
     * @throws InvalidInputException when something is wrong; the message has what is wrong with each file
     */
    TrainingRequest request(Consumer<String> leftOut) {
        TrainConfig read = config.map(TrainConfig::read).orElseGet(TrainConfig::defaults);
        boolean scenes = data.toString().equals(SCENES);
        TrainConfig settings = scenes ? read.forScenes() : read;
        List<String> problems = new ArrayList<>();
        Optional<ModelDirectory> start = open(problems, () -> ModelDirectory.open(init));
        Optional<TrainingData> pictures = open(problems, () -> scenes ? scenes(settings) : pictures(settings, leftOut));
        Optional<CocoDataset> validation =
                val.flatMap(file -> open(problems, () -> CocoDataset.open(file, valImages, skipBad)));
        validation.ifPresent(dataset -> tell(dataset.file(), dataset.leftOut(), leftOut));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("; ", problems));
        }
        return new TrainingRequest(start.orElseThrow(), settings, pictures.orElseThrow(), validation, out, resume);
    }

    private static <T> Optional<T> open(List<String> problems, Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (InvalidInputException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static TrainingData scenes(TrainConfig settings) {
        return new SceneTrainingData(settings.scenes(), settings.classes(), settings.leaveOut());
    }

    /**
     * Tells what of the data was left out where that is more than before the training: pictures whose pixels are damaged.
     *
     * @param leftOut is told
     */
    void tellDamaged(TrainingRequest request, Consumer<String> leftOut) {
        tell(data, request.data().leftOut(), leftOut);
        request.validation().ifPresent(dataset -> tell(dataset.file(), dataset.leftOut(), leftOut));
    }

    private void tell(Path file, Optional<String> bad, Consumer<String> leftOut) {
        bad.map(what -> file + ": left out: " + what).filter(told::add).ifPresent(leftOut);
    }

    private TrainingData pictures(TrainConfig settings, Consumer<String> leftOut) {
        CocoDataset dataset = CocoDataset.open(data, images, true);
        tell(data, dataset.leftOut(), leftOut);
        ClassMapping mapping;
        try {
            mapping = ClassMapping.of(dataset.categories(), settings.classes(), settings.leaveOut());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(data + ": " + e.getMessage(), e);
        }
        return new CocoTrainingData(dataset, mapping, settings.keepEmpty(), settings.rare(), settings.seed());
    }
}

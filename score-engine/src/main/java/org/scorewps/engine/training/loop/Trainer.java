package org.scorewps.engine.training.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;

/**
 * Trains a model: batches are made ahead, each step changes the weights, losses are logged, checkpoints written and the
 * model evaluated now and then. A training that was stopped or killed and goes on from a checkpoint ends with the same
 * bits as one that was never stopped, on the same processor with the same numbers of replicas and threads.
 */
public final class Trainer {
    private Trainer() {}

    /**
     * Trains until the last iteration.
     *
     * @throws InvalidInputException when something does not fit, the folder can't be written to, or the numbers become
     *     infinite
     */
    public static TrainingSummary train(TrainingRequest request, TrainingListener listener) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        try {
            return run(request, model(request), listener);
        } catch (IOException e) {
            throw new InvalidInputException(request.out() + ": can't be written: " + e.getMessage(), e);
        }
    }

    private static TrainingSummary run(TrainingRequest request, ModelConfig model, TrainingListener listener)
            throws IOException {
        Map<String, String> facts = TrainingFacts.fixed(request);
        TrainingCheckpoint checkpoints = new TrainingCheckpoint(
                request.out().resolve("checkpoints"), request.settings().keptCheckpoints(), facts);
        Optional<Path> latest = checkpoints.latest();
        if (latest.isPresent() && !request.resume()) {
            throw new InvalidInputException(
                    request.out() + ": holds a training already: resume it, or name another folder");
        }
        Files.createDirectories(request.out());
        try (SafetensorsFile start = request.start().openWeights()) {
            if (latest.isEmpty()) {
                TrainingSession session = new TrainingSession(request, model, start, Optional.empty());
                return new TrainingRun(request, listener, session, checkpoints, 0).train();
            }
            try (SafetensorsFile file = SafetensorsFile.open(latest.get())) {
                int step = checkpoints.check(latest.get(), file);
                TrainingSession session = new TrainingSession(request, model, start, Optional.of(file));
                return new TrainingRun(request, listener, session, checkpoints, step).train();
            }
        }
    }

    /** What is trained, of the dimensions of what it starts from. */
    private static ModelConfig model(TrainingRequest request) {
        TrainConfig settings = request.settings();
        int crop = settings.augmentation().crop();
        ModelConfig model = request.start()
                .config()
                .withTraining(
                        settings.title(),
                        settings.modelVariant(),
                        request.data().classes().stream()
                                .map(one -> String.join(",", one.names()))
                                .toList(),
                        settings.inputScale(),
                        crop);
        if (crop % model.sizeDivisibility() != 0) {
            throw new InvalidInputException("augmentation.crop must be a multiple of the model's %d, not %d"
                    .formatted(model.sizeDivisibility(), crop));
        }
        int queries = model.architecture().decoder().queries();
        int wanted = settings.queries().orElse(queries);
        if (wanted < queries) {
            throw new InvalidInputException(
                    "queries must be at least the initial model's %d, not %d".formatted(queries, wanted));
        }
        ModelConfig wide = wanted > queries ? model.withQueries(wanted) : model;
        return settings.groundResolution().map(wide::withGroundResolution).orElse(wide);
    }
}

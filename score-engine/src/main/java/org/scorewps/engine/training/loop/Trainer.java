package org.scorewps.engine.training.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.training.data.BatchLoader;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Trains a model: batches are made ahead, each step changes the weights, losses are logged, checkpoints written and the
 * model evaluated now and then. A training that was stopped or killed and goes on from a checkpoint ends with the same
 * bits as one that was never stopped, on the same processor with the same number of threads.
 */
public final class Trainer {
    private static final List<List<String>> PANELS = List.of(List.of("total"), List.of("ce", "mask", "dice"));

    private final TrainingRequest request;
    private final TrainConfig settings;
    private final TrainingListener listener;
    private final Map<String, String> facts;
    private final TrainingCheckpoint checkpoints;
    private final Device device;
    private final ModelConfig model;
    private final Vocabulary classes;

    private Trainer(TrainingRequest request, TrainingListener listener) {
        this.request = request;
        this.listener = listener;
        settings = request.settings();
        facts = TrainingFacts.fixed(request);
        checkpoints = new TrainingCheckpoint(request.out().resolve("checkpoints"), settings.keptCheckpoints());
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        device = Engine.getEngine("PyTorch").getGpuCount() > 0 ? Device.gpu() : Device.cpu();
        classes = new Vocabulary(request.data().classes());
        model = request.start()
                .config()
                .withTraining(
                        settings.title(),
                        settings.modelVariant(),
                        classes.classes().stream()
                                .map(one -> String.join(",", one.names()))
                                .toList(),
                        settings.augmentation().crop());
        if (settings.augmentation().crop() % model.sizeDivisibility() != 0) {
            throw new InvalidInputException("augmentation.crop must be a multiple of the model's %d, not %d"
                    .formatted(model.sizeDivisibility(), settings.augmentation().crop()));
        }
    }

    /**
     * Trains until the last iteration.
     *
     * @throws InvalidInputException when something does not fit, the folder can't be written to, or the numbers become
     *     infinite
     */
    public static TrainingSummary train(TrainingRequest request, TrainingListener listener) {
        try {
            return new Trainer(request, listener).run();
        } catch (IOException e) {
            throw new InvalidInputException(request.out() + ": can't be written: " + e.getMessage(), e);
        }
    }

    private TrainingSummary run() throws IOException {
        Optional<Path> latest = checkpoints.latest();
        if (latest.isPresent() && !request.resume()) {
            throw new InvalidInputException(
                    request.out() + ": holds a training already: resume it, or name another folder");
        }
        Files.createDirectories(request.out());
        try (SafetensorsFile start = request.start().openWeights()) {
            if (latest.isEmpty()) {
                return new Run(start, Optional.empty(), 0).train();
            }
            try (SafetensorsFile file = SafetensorsFile.open(latest.get())) {
                return new Run(start, Optional.of(file), TrainingCheckpoint.check(latest.get(), file, facts)).train();
            }
        }
    }

    /** One run from a step to the end. */
    private final class Run {
        private final TrainingLog losses;
        private final TrainingLog evaluations;
        private final TrainingSession session;
        private final int first;
        private final LossMeans means = new LossMeans();
        private int step;
        private int saved;
        private long stepNanos;
        private long waitNanos;
        private Optional<EvaluationReport> report = Optional.empty();

        Run(SafetensorsFile start, Optional<SafetensorsFile> checkpoint, int first) throws IOException {
            this.first = first;
            step = first;
            saved = first;
            losses = new TrainingLog(request.out().resolve("losses.csv"), first);
            evaluations = new TrainingLog(request.out().resolve("evaluations.csv"), first);
            session = new TrainingSession(settings, model, start, checkpoint, classes, device);
        }

        TrainingSummary train() throws IOException {
            try (session;
                    BatchLoader batches = new BatchLoader(
                            request.data(),
                            settings.augmentation(),
                            padding(),
                            settings.seed(),
                            settings.batchSize(),
                            first,
                            settings.dataThreads())) {
                while (step < settings.iterations()) {
                    advance(batches);
                }
                return finish();
            }
        }

        private void advance(BatchLoader batches) throws IOException {
            long begin = System.nanoTime();
            List<TrainingSample> batch = batches.next();
            waitNanos += System.nanoTime() - begin;
            TrainingSession.Step done = session.step(batch, step);
            step++;
            stepNanos += System.nanoTime() - begin;
            means.add(done);
            if (Periods.due(settings.periods().log(), step) || step == settings.iterations()) {
                log(done.learningRate());
            }
            if (Periods.due(settings.periods().checkpoint(), step)) {
                save();
            }
            if (Periods.due(settings.periods().evaluation(), step) && step < settings.iterations()) {
                evaluate();
            }
            tell(done.result().total());
        }

        private void tell(double loss) throws IOException {
            double speed = (double) (step - first) * settings.batchSize() / (stepNanos / 1e9);
            double left = (double) (settings.iterations() - step) * settings.batchSize() / speed;
            try {
                listener.trained(new TrainingProgress(step, settings.iterations(), loss, speed, left));
            } catch (CancellationException e) {
                save();
                throw e;
            }
        }

        private void log(double learningRate) throws IOException {
            Map<String, OptionalDouble> row = new LinkedHashMap<>();
            row.put("learning_rate", OptionalDouble.of(learningRate));
            row.putAll(means.take());
            row.put(
                    "pictures_per_second",
                    OptionalDouble.of((double) (step - first) * settings.batchSize() / (stepNanos / 1e9)));
            losses.add(step, row);
            new LossChart(losses.columns()).write(request.out().resolve("losses.png"), PANELS);
        }

        private void save() throws IOException {
            if (step > saved) {
                checkpoints.write(step, session.state(), facts);
                saved = step;
            }
        }

        private ModelDirectory evaluate() throws IOException {
            ModelDirectory directory = TrainedModel.write(
                    request.out().resolve("model"), model, session.weights(), TrainingFacts.provenance(request, step));
            if (request.validation().isPresent()) {
                report = Optional.of(new EarlyEvaluation(request.validation().get(), model, settings, evaluations)
                        .run(step, directory, device, listener));
            }
            return directory;
        }

        private TrainingSummary finish() throws IOException {
            save();
            ModelDirectory directory = evaluate();
            List<Double> logged = losses.columns().getOrDefault("total", List.of(Double.NaN));
            return new TrainingSummary(
                    directory,
                    step,
                    (long) (step - first) * settings.batchSize(),
                    stepNanos / 1e9,
                    waitNanos / 1e9,
                    logged.get(0),
                    logged.get(logged.size() - 1),
                    report);
        }

        private byte[] padding() {
            byte[] padding = new byte[3];
            for (int i = 0; i < padding.length; i++) {
                padding[i] = (byte) Math.round(model.pixelMean().get(i));
            }
            return padding;
        }
    }
}

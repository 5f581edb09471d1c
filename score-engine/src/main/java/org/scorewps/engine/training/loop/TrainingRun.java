package org.scorewps.engine.training.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.training.TrainedModel;
import org.scorewps.engine.training.data.BatchLoader;
import org.scorewps.engine.training.data.TrainingSample;

/** One run of a training, from a step to the last one, with all that is done between steps. */
final class TrainingRun {
    private static final List<List<String>> PANELS = List.of(List.of("total"), List.of("ce", "mask", "dice"));

    private final TrainingRequest request;
    private final TrainConfig settings;
    private final TrainingListener listener;
    private final TrainingSession session;
    private final TrainingCheckpoint checkpoints;
    private final TrainingLog losses;
    private final TrainingLog evaluations;
    private final TrainingClock clock;
    private final LossMeans means = new LossMeans();
    private int step;
    private int saved;
    private Optional<EvaluationReport> report = Optional.empty();

    /**
     * A run that begins.
     *
     * @param session closed when the run ends
     * @param first steps done before
     */
    TrainingRun(
            TrainingRequest request,
            TrainingListener listener,
            TrainingSession session,
            TrainingCheckpoint checkpoints,
            int first)
            throws IOException {
        this.request = request;
        this.listener = listener;
        this.session = session;
        this.checkpoints = checkpoints;
        settings = request.settings();
        clock = new TrainingClock(settings.batchSize());
        step = first;
        saved = first;
        losses = new TrainingLog(out("losses.csv"), first);
        evaluations = new TrainingLog(out("evaluations.csv"), first);
    }

    private Path out(String name) {
        return request.out().resolve(name);
    }

    TrainingSummary train() throws IOException {
        try (session;
                BatchLoader batches = new BatchLoader(
                        request.data(),
                        settings.augmentation(),
                        session.padding(),
                        settings.seed(),
                        settings.batchSize(),
                        step,
                        settings.dataThreads())) {
            while (step < settings.iterations()) {
                advance(batches);
            }
            return finish();
        }
    }

    private void advance(BatchLoader batches) throws IOException {
        clock.begin();
        List<TrainingSample> batch = batches.next();
        clock.gotPictures();
        TrainingSession.Step done = session.step(batch, step);
        clock.end();
        step++;
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
        double left = clock.secondsFor(settings.iterations() - step);
        try {
            listener.trained(new TrainingProgress(step, settings.iterations(), loss, clock.picturesPerSecond(), left));
        } catch (CancellationException e) {
            save();
            throw e;
        }
    }

    private void log(double learningRate) throws IOException {
        Map<String, OptionalDouble> row = new LinkedHashMap<>();
        row.put("learning_rate", OptionalDouble.of(learningRate));
        row.putAll(means.take());
        row.put("pictures_per_second", OptionalDouble.of(clock.picturesPerSecond()));
        losses.add(step, row);
        new LossChart(losses.columns()).write(out("losses.png"), PANELS);
    }

    private void save() throws IOException {
        if (step > saved) {
            checkpoints.write(step, session.state());
            saved = step;
        }
    }

    private ModelDirectory evaluate() throws IOException {
        ModelDirectory directory = TrainedModel.write(
                out("model"), session.model(), session.weights(), TrainingFacts.provenance(request, step));
        if (request.validation().isPresent()) {
            report = Optional.of(new EarlyEvaluation(request.validation().get(), session.model(), settings, evaluations)
                    .run(step, directory, session.device(), listener));
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
                clock.pictures(),
                clock.seconds(),
                clock.waitedSeconds(),
                logged.get(0),
                logged.get(logged.size() - 1),
                report);
    }
}

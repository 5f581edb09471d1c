package org.scorewps.standalone.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.MaskAveragePrecision;
import org.scorewps.engine.training.data.ClassMapping;
import org.scorewps.engine.training.data.CocoTrainingData;
import org.scorewps.engine.training.data.SceneTrainingData;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.loop.TrainConfig;
import org.scorewps.engine.training.loop.Trainer;
import org.scorewps.engine.training.loop.TrainingListener;
import org.scorewps.engine.training.loop.TrainingProgress;
import org.scorewps.engine.training.loop.TrainingRequest;
import org.scorewps.engine.training.loop.TrainingSummary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
        name = "train",
        description = {
            "Train a model on a data set in COCO's JSON format, starting from another model.",
            "The folder of --out gets model (a model directory), checkpoints, losses.csv, losses.png and"
                    + " evaluations.csv."
        },
        footer = {
            "",
            "Example:",
            "  score train --print-config > score.yaml",
            "  score train --config score.yaml --init models/start \\",
            "      --data train.json --val val.json --out runs/first --progress",
            "  score train --init models/start --data scenes --out runs/scenes --progress"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
    private static final String SCENES = "scenes";

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @ArgGroup(multiplicity = "1")
    private Task task;

    /** What the command does. */
    static final class Task {
        @Option(
                names = "--print-config",
                required = true,
                description = "Print a settings file with every key, explained, and its default; do nothing else.")
        private boolean printConfig;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private Training training;
    }

    /** What is trained. */
    static final class Training {
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

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Settings (YAML); default: those of --print-config.")
        private Optional<Path> config;

        @Option(
                names = "--images",
                paramLabel = "DIR",
                description = "Where the images of both are; default: the folder \"images\" beside a JSON, or its own"
                        + " folder.")
        private Optional<Path> images;

        @Option(names = "--val", paramLabel = "FILE", description = "Validation data, for early evaluations.")
        private Optional<Path> val;

        @Option(
                names = "--resume",
                description = "Go on from the latest checkpoint in --out, if there is one, as if never stopped.")
        private boolean resume;
    }

    /** For picocli. */
    public TrainCommand() {}

    @Override
    public Integer call() {
        if (task.printConfig) {
            spec.commandLine().getOut().print(TrainConfig.example());
            spec.commandLine().getOut().flush();
            return ScoreCommand.DONE;
        }
        TrainingRequest request = request(task.training);
        TrainingSummary summary;
        try (ShutdownGuard guard = ShutdownGuard.open();
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            summary = Trainer.train(request, new Watching(guard, bar));
        }
        print(summary);
        return ScoreCommand.DONE;
    }

    private static TrainingRequest request(Training training) {
        TrainConfig settings = training.config.map(TrainConfig::read).orElseGet(TrainConfig::defaults);
        ModelDirectory start = ModelDirectory.open(training.init);
        boolean scenes = training.data.toString().equals(SCENES);
        Optional<CocoDataset> val = training.val.map(file -> CocoDataset.open(file, training.images));
        return new TrainingRequest(
                start,
                scenes ? settings.forScenes() : settings,
                scenes ? scenes(settings) : images(training, settings),
                val,
                training.out,
                training.resume);
    }

    private static TrainingData scenes(TrainConfig settings) {
        return new SceneTrainingData(settings.scenes(), settings.classes(), settings.leaveOut());
    }

    private static TrainingData images(Training training, TrainConfig settings) {
        CocoDataset data = CocoDataset.open(training.data, training.images);
        ClassMapping mapping;
        try {
            mapping = ClassMapping.of(data.categories(), settings.classes(), settings.leaveOut());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(training.data + ": " + e.getMessage(), e);
        }
        return new CocoTrainingData(data, mapping, settings.keepEmpty(), settings.seed());
    }

    private void print(TrainingSummary summary) {
        PrintWriter writer = spec.commandLine().getOut();
        double speed = summary.pictures() / Math.max(summary.seconds(), 1e-9);
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("model", summary.model().path().toString());
            json.addProperty("steps", summary.steps());
            json.addProperty("pictures", summary.pictures());
            json.addProperty("seconds", summary.seconds());
            json.addProperty("waited_seconds", summary.waitedSeconds());
            json.addProperty("pictures_per_second", speed);
            json.addProperty("first_loss", summary.firstLoss());
            json.addProperty("last_loss", summary.lastLoss());
            summary.evaluation().map(TrainCommand::all).ifPresent(all -> {
                all.ap().ifPresent(ap -> json.addProperty("ap", ap));
                all.ap50().ifPresent(ap -> json.addProperty("ap50", ap));
            });
            writer.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .serializeSpecialFloatingPointValues()
                    .create()
                    .toJson(json));
            return;
        }
        writer.printf(
                Locale.ROOT,
                "%s: %d steps, loss %.4g to %.4g, %.3g pictures a second (%.1f %% of the time waiting for them)%n",
                summary.model().path(),
                summary.steps(),
                summary.firstLoss(),
                summary.lastLoss(),
                speed,
                100 * summary.waitedSeconds() / Math.max(summary.seconds(), 1e-9));
        summary.evaluation().map(TrainCommand::text).ifPresent(writer::println);
    }

    private static MaskAveragePrecision.Summary all(EvaluationReport report) {
        return report.means().values().iterator().next();
    }

    private static String text(EvaluationReport report) {
        MaskAveragePrecision.Summary all = all(report);
        return String.format(
                Locale.ROOT,
                "AP %.1f, AP50 %.1f on %d validation images",
                100 * all.ap().orElse(Double.NaN),
                100 * all.ap50().orElse(Double.NaN),
                report.images());
    }

    /** Shows progress, and lets the user stop. */
    private final class Watching implements TrainingListener {
        private final ShutdownGuard guard;
        private final ProgressBar bar;

        Watching(ShutdownGuard guard, ProgressBar bar) {
            this.guard = guard;
            this.bar = bar;
        }

        @Override
        public void trained(TrainingProgress progress) {
            guard.check();
            bar.update(
                    "training",
                    progress.step(),
                    progress.iterations(),
                    Optional.of(Duration.ofSeconds(Math.round(progress.secondsLeft()))),
                    String.format(
                            Locale.ROOT, "loss %.4g, %.3g pictures/s", progress.loss(), progress.picturesPerSecond()));
        }

        @Override
        public void evaluating(int done, int total) {
            guard.check();
            bar.update("evaluating", done, total);
        }

        @Override
        public void evaluated(int step, EvaluationReport report) {
            if (output.showsProgress()) {
                bar.close();
                spec.commandLine().getErr().println("step " + step + ": " + text(report));
            }
        }
    }
}

package org.scorewps.standalone.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scorewps.engine.evaluation.EvaluationReport;
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
        private TrainingOptions training;
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
        TrainingRequest request = task.training.request(spec.commandLine().getErr()::println);
        TrainingSummary summary;
        try (ShutdownGuard guard = ShutdownGuard.open();
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            summary = Trainer.train(request, new Watching(guard, bar));
        }
        task.training.tellDamaged(request, spec.commandLine().getErr()::println);
        spec.commandLine().getOut().println(output.json() ? TrainingTable.json(summary) : TrainingTable.text(summary));
        return ScoreCommand.DONE;
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
                spec.commandLine().getErr().println("step " + step + ": " + TrainingTable.text(report));
            }
        }
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.training.pretraining.PictureLearning;
import org.scorewps.engine.training.pretraining.PretrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Teaches the image towers what words look like. */
@Command(
        name = "pictures",
        description = "Teach the image towers to find captions for pictures of generated scenes.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class PretrainPicturesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PretrainingOptions options;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Batches of some forty pictures to learn from (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--head-only",
            description = {
                "Let only the general tower's projection into the space of words learn.",
                "For a model whose towers learned to segment: masks stay as they are, and words fit them again."
            })
    private boolean headOnly;

    /** For picocli. */
    public PretrainPicturesCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelDirectory start = options.model();
        PretrainingSettings settings = options.settings(steps);
        PictureLearning.Outcome outcome;
        try (ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            outcome = PictureLearning.run(
                    start,
                    headOnly ? PictureLearning.Part.HEAD : PictureLearning.Part.TOWERS,
                    options.out(),
                    settings,
                    (step, all, loss) -> bar.update("learning pictures", step, all));
        }
        if (output.json()) {
            spec.commandLine()
                    .getOut()
                    .println(new Gson()
                            .toJson(Map.of(
                                    "general_recall", outcome.recall().general(),
                                    "context_recall", outcome.recall().context(),
                                    "chance", outcome.chance())));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %.0f %% of unseen pictures find their caption by the general tower, "
                                    + "%.0f %% by the remote-sensing tower, %.0f %% by chance%n",
                            outcome.model().path(),
                            100 * outcome.recall().general(),
                            100 * outcome.recall().context(),
                            100 * outcome.chance());
        }
        return ScoreCommand.DONE;
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.training.pretraining.LanguageLearning;
import org.scorewps.engine.training.pretraining.PretrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Teaches a text tower what phrases mean. */
@Command(
        name = "language",
        description = "Teach the text tower what phrases mean, from a sentence encoder's vectors of them.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class PretrainLanguageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PretrainingOptions options;

    @Mixin
    private OutputOptions output;

    @Option(names = "--phrases", required = true, paramLabel = "FILE", description = "Phrases, one a line.")
    private Path phrases;

    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "FILE",
            description = "The teacher's vectors of these lines, safetensors with one tensor \"vectors\".")
    private Path vectors;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2500",
            description = "Batches to learn from (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "512",
            description = "Phrases in a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    /** For picocli. */
    public PretrainLanguageCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelDirectory start = options.model();
        PretrainingSettings settings = options.settings(steps);
        LanguageLearning learning = new LanguageLearning(phrases, vectors);
        LanguageLearning.Outcome outcome;
        try (ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            outcome = learning.run(
                    start,
                    options.out(),
                    settings,
                    batch,
                    (step, all, loss) -> bar.update("learning language", step, all));
        }
        if (output.json()) {
            spec.commandLine()
                    .getOut()
                    .println(new Gson().toJson(Map.of("learned", outcome.learned(), "held_back", outcome.heldBack())));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: mean cosine to the teacher %.3f for learned phrases, %.3f for phrases kept back%n",
                            outcome.model().path(),
                            outcome.learned(),
                            outcome.heldBack());
        }
        return ScoreCommand.DONE;
    }
}

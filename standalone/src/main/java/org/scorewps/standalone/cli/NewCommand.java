package org.scorewps.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.scorewps.engine.checkpoint.ExpectedTensors;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.training.NewModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model that knows nothing yet, to train it. */
@Command(
        name = "new",
        description = "Make a model with start values, to train it.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class NewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Dimensions, classes and constants, in the form of a model's model.json.")
    private Path config;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The model directory to write.")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    public NewCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelConfig settings = ModelDirectory.readSettings(config);
        NewModel.create(settings, seed, out);
        long parameters = ExpectedTensors.of(settings.architecture()).values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "%s: \"%s\", %.1f million parameters%n", out, settings.title(), parameters / 1e6);
        return ScoreCommand.DONE;
    }
}

package org.scorewps.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.training.AveragedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one model of several by the mean of their weights. */
@Command(
        name = "average",
        description =
                "Make one model of several by the mean of their weights, such as of what a training started from and"
                        + " what it ended with.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class AverageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "A model directory, twice or more; one that is named twice counts twice. Title, thresholds and"
                            + " history are the first's.")
    private List<Path> models;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The model directory to write.")
    private Path out;

    /** For picocli. */
    public AverageCommand() {}

    @Override
    public Integer call() throws IOException {
        AveragedModel.create(models.stream().map(ModelDirectory::open).toList(), out);
        spec.commandLine().getOut().printf("%s: the mean of %d models%n", out, models.size());
        return ScoreCommand.DONE;
    }
}

package org.scorewps.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.training.pretraining.PretrainingSettings;
import picocli.CommandLine.Option;

/** What all pre-trainings are told; a mixin. */
public final class PretrainingOptions {
    @Option(names = "--model", required = true, paramLabel = "DIR", description = "The model to start from.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The model directory to write.")
    private Path out;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "The largest learning rate (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = {
                "Threads of the tensor library (default: ${DEFAULT-VALUE}).",
                "As many threads make the same model on the same processor."
            })
    private int threads;

    /** For picocli. */
    public PretrainingOptions() {}

    /** The model to start from. */
    public ModelDirectory model() {
        return ModelDirectory.open(model);
    }

    /** The settings, with a number of steps. */
    public PretrainingSettings settings(int steps) {
        return new PretrainingSettings(steps, learningRate, seed, threads);
    }

    /** The directory to write to, which is not there yet. */
    public Path out() {
        if (Files.exists(out)) {
            throw new InvalidInputException(out + " is there already");
        }
        return out;
    }
}

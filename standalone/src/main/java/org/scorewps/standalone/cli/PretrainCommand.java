package org.scorewps.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a model of small towers learns before SCORE's own training. */
@Command(
        name = "pretrain",
        description = "Teach a new model's towers language, then pictures, where no CLIP weights are at hand.",
        subcommands = {PretrainLanguageCommand.class, PretrainPicturesCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class PretrainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public PretrainCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to learn: language or pictures");
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scorewps.standalone.cli.Diagnosis.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the installation, and says what to do about what is wrong. */
@Command(
        name = "doctor",
        description = "Check Java, the native library, memory, models and the cache.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The directory that holds the models (default: models, or the shipped demonstration).")
    private Optional<Path> models;

    /** For picocli. */
    public DoctorCommand() {}

    @Override
    public Integer call() {
        List<Diagnosis> found = new InstallationCheck(Demonstration.models(models)).run();
        PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            writer.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(found.stream().map(DoctorCommand::json).toList()));
        } else {
            found.forEach(one -> writer.printf(
                    "%-4s  %s: %s%s%n",
                    lowerCase(one.status()),
                    one.name(),
                    one.finding(),
                    one.remedy().isEmpty() ? "" : " -> " + one.remedy()));
        }
        return found.stream().anyMatch(one -> one.status() == Status.FAIL)
                ? ScoreCommand.CHECK_FAILED
                : ScoreCommand.DONE;
    }

    private static Map<String, String> json(Diagnosis one) {
        return Map.of(
                "check", one.name(),
                "status", lowerCase(one.status()),
                "finding", one.finding(),
                "remedy", one.remedy());
    }

    private static String lowerCase(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

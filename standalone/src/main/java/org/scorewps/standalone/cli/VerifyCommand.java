package org.scorewps.standalone.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.network.ReferenceVerifier;
import org.scorewps.engine.network.TensorComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the network with tensors that another implementation stored of the same weights. */
@Command(
        name = "verify",
        description = {
            "Import the checkpoint of a fixture directory and compare every stage of the network with the tensors stored"
                    + " there.",
            "A value passes within 5e-5 + 1e-5 * |value| + 8 * noise, a mask logit at least within 5e-6 of the largest. The"
                    + " noise is how far the other implementation's float32 run lies from its float64 run, as"
                    + " golden/measured.json says; without that file it counts as 0.",
            "Where a mask logit is within its tolerance of zero either sign is right. What is pooled over that mask is then"
                    + " left out if it differs, in one row of twenty at most."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Parameters(paramLabel = "FIXTURES", description = "A directory with config_*.json, weights/*.pth and golden/.")
    private Path fixtures;

    @Option(names = "--failed", description = "List only the tensors that fail.")
    private boolean onlyFailed;

    /** For picocli. */
    public VerifyCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(fixtures)) {
            throw new InvalidInputException(fixtures + " is no directory");
        }
        Path work = Files.createTempDirectory("score-verify");
        try {
            ReferenceVerifier.Report report = new ReferenceVerifier(fixtures).verify(work, step -> {
                if (output.showsProgress()) {
                    spec.commandLine().getErr().println(step);
                }
            });
            print(report);
            return report.passed() ? ScoreCommand.DONE : ScoreCommand.CHECK_FAILED;
        } finally {
            delete(work);
        }
    }

    private void print(ReferenceVerifier.Report report) {
        PrintWriter writer = spec.commandLine().getOut();
        List<TensorComparison> shown = report.comparisons().stream()
                .filter(one -> !onlyFailed || !one.passed())
                .toList();
        if (output.json()) {
            writer.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .serializeSpecialFloatingPointValues()
                    .create()
                    .toJson(Map.of(
                            "passed", report.passed(),
                            "tensors", shown.stream().map(VerifyCommand::json).toList(),
                            "not_compared", report.notCompared())));
            return;
        }
        writer.printf(
                "%-4s  %-14s %-13s %-36s %10s %10s %10s%n",
                "", "input", "stage", "tensor", "difference", "noise", "tolerance");
        shown.forEach(one -> writer.printf(
                Locale.ROOT,
                "%-4s  %-14s %-13s %-36s %10.2e %10.2e %10.2e%s%n",
                one.passed() ? "ok" : "FAIL",
                one.input().isEmpty() ? "-" : one.input(),
                one.stage(),
                one.tensor(),
                one.largestDifference(),
                one.noise(),
                one.tolerance(),
                one.remark().isEmpty() ? "" : "  " + one.remark()));
        report.notCompared().forEach(name -> writer.println("not compared: " + name));
        long failed = report.comparisons().stream().filter(one -> !one.passed()).count();
        writer.printf(
                "%d tensors compared, %d outside their tolerance%n",
                report.comparisons().size(), failed);
    }

    private static Map<String, Object> json(TensorComparison one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", one.input());
        json.put("stage", one.stage());
        json.put("tensor", one.tensor());
        json.put("largest_difference", one.largestDifference());
        json.put("noise", one.noise());
        json.put("tolerance", one.tolerance());
        json.put("passed", one.passed());
        json.put("remark", one.remark());
        return json;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package org.scorewps.standalone.cli;

import ai.djl.Device;
import com.google.gson.Gson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.vocabulary.ClassName;
import org.scorewps.engine.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a model's text tower makes of names. */
@Command(
        name = "similar",
        description = "Tell which classes names are nearest to, as the model's text tower knows language.",
        footer = {"", "Example:", "  score similar --model models/score lorry \"oil tank\""},
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class)
public final class SimilarCommand implements Callable<Integer> {
    private static final int SHOWN = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "A model directory.")
    private Path model;

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            description = "Classes to compare with, as in segment; default: those of the model's training.")
    private Optional<String> classes;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names in plain words.")
    private List<String> names;

    /** For picocli. */
    public SimilarCommand() {}

    @Override
    public Integer call() {
        ModelDirectory directory = ModelDirectory.open(model);
        new ScoreModelLoader().prepareThread(1);
        Vocabulary asked = new Vocabulary(
                names.stream().map(name -> new ClassName(List.of(name))).toList());
        try (ScoreModel loaded = ScoreModel.load(directory, Device.cpu())) {
            Vocabulary known = classes.map(Vocabulary::parse)
                    .orElseGet(() ->
                            Vocabulary.parse(String.join(";", loaded.config().trainClasses())));
            float[][] cosines = loaded.similarity(asked, known);
            print(IntStream.range(0, names.size())
                    .mapToObj(i -> nearest(known, cosines[i]))
                    .toList());
        }
        return ScoreCommand.DONE;
    }

    private static Map<String, Float> nearest(Vocabulary known, float[] cosines) {
        Map<String, Float> nearest = new LinkedHashMap<>();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, cosines.length).boxed().toList());
        order.sort(Comparator.comparing((Integer i) -> cosines[i]).reversed());
        order.stream()
                .limit(SHOWN)
                .forEach(i -> nearest.put(known.classes().get(i).name(), cosines[i]));
        return nearest;
    }

    private void print(List<Map<String, Float>> nearest) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            Map<String, Map<String, Float>> all = new LinkedHashMap<>();
            for (int i = 0; i < nearest.size(); i++) {
                all.put(names.get(i), nearest.get(i));
            }
            out.println(new Gson().toJson(all));
            return;
        }
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        for (int i = 0; i < nearest.size(); i++) {
            List<String> shown = nearest.get(i).entrySet().stream()
                    .map(one -> String.format(Locale.ROOT, "%s %.2f", one.getKey(), one.getValue()))
                    .toList();
            out.printf(Locale.ROOT, "%-" + width + "s  %s%n", names.get(i), String.join(", ", shown));
        }
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.PictureGrid;
import org.scorewps.engine.evaluation.ScoreEvaluation;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on a data set. */
@Command(
        name = "evaluate",
        description =
                "Measure a model on a data set in COCO's JSON format: mask average precision, as pycocotools does.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "The model directory, as \"score import\" makes it.")
    private Path model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The data set: COCO's JSON with polygons or run lengths.")
    private Path data;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where its images are; default: the folder \"images\" beside it, or its own folder.")
    private Optional<Path> images;

    @Mixin
    private EvaluationOptions options;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the numbers as JSON.")
    private Optional<Path> out;

    @Option(
            names = "--grid",
            paramLabel = "FILE",
            description = "Draw the first images' objects and predictions side by side (PNG).")
    private Optional<Path> grid;

    @Option(
            names = "--grid-images",
            defaultValue = "12",
            paramLabel = "N",
            description = "Images in the drawing; default: 12.")
    private int gridImages;

    @Option(
            names = "--grid-score",
            defaultValue = "0.3",
            paramLabel = "0..1",
            description = "Draw no predictions with lower scores; default: 0.3.")
    private double gridScore;

    /** For picocli. */
    public EvaluateCommand() {}

    @Override
    public Integer call() {
        out.ifPresent(file -> checkTarget("--out", file));
        grid.ifPresent(file -> checkTarget("--grid", file));
        if (gridImages < 1 || gridImages > 200) {
            throw new InvalidInputException("--grid-images must be between 1 and 200, not " + gridImages);
        }
        ModelDirectory directory = ModelDirectory.open(model);
        EvaluationSettings settings = options.settings(directory.config());
        CocoDataset dataset = CocoDataset.open(data, images);
        Optional<PictureGrid> drawing = grid.map(file -> new PictureGrid(
                dataset.categories().stream().map(CocoCategory::name).toList(), gridScore, gridImages));
        EvaluationReport report = evaluate(directory, dataset, settings, drawing);
        JsonObject json = EvaluationJson.of(report, settings, directory.name(), data.toString());
        Gson gson = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
        out.ifPresent(file -> write("--out", file, part -> Files.writeString(part, gson.toJson(json) + "\n")));
        drawing.ifPresent(picture -> grid.ifPresent(file -> write("--grid", file, picture::write)));
        PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            writer.println(gson.toJson(json));
        } else {
            new EvaluationTable(writer, report).print();
        }
        return ScoreCommand.DONE;
    }

    private EvaluationReport evaluate(
            ModelDirectory directory, CocoDataset dataset, EvaluationSettings settings, Optional<PictureGrid> drawing) {
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(1);
        try (ShutdownGuard guard = ShutdownGuard.open();
                ScoreModel loaded = loader.load(directory);
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            return new ScoreEvaluation(loaded, dataset, settings).run((done, total, picture, objects, predictions) -> {
                guard.check();
                drawing.ifPresent(one -> one.add(picture, objects, predictions));
                bar.update("evaluating", done, total);
            });
        }
    }

    private static void checkTarget(String option, Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(option + ": there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(option + ": " + file + " is a folder");
        }
    }

    @FunctionalInterface
    private interface FileWriter {
        void write(Path file) throws IOException;
    }

    /** The file appears, or is replaced, when it is complete. */
    private static void write(String option, Path file, FileWriter writer) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                writer.write(part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException unwritable) {
            throw new InvalidInputException(option + ": can't be written: " + unwritable.getMessage(), unwritable);
        }
    }
}

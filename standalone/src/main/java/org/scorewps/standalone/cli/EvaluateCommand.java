package org.scorewps.standalone.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.CocoImage;
import org.scorewps.engine.evaluation.CocoResults;
import org.scorewps.engine.evaluation.EvaluationListener;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.PictureGrid;
import org.scorewps.engine.evaluation.Prediction;
import org.scorewps.engine.evaluation.ScoreEvaluation;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.standalone.evaluation.ServiceFinder;
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

    @Option(
            names = "--skip-bad",
            description = "Leave out images and annotations in which something is wrong, and say what was left out.")
    private boolean skipBad;

    @Mixin
    private EvaluationOptions options;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the numbers as JSON.")
    private Optional<Path> out;

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "Write what was found in COCO's format of results, for pycocotools and its like.")
    private Optional<Path> predictions;

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
        Optional<ResultFile> numbers = out.map(file -> new ResultFile("--out", file));
        Optional<ResultFile> found = predictions.map(file -> new ResultFile("--predictions", file));
        Optional<ResultFile> drawn = grid.map(file -> new ResultFile("--grid", file));
        Stream.of(numbers, found, drawn).flatMap(Optional::stream).forEach(ResultFile::check);
        if (gridImages < 1 || gridImages > 200) {
            throw new InvalidInputException("--grid-images must be between 1 and 200, not " + gridImages);
        }
        ModelDirectory directory = ModelDirectory.open(model);
        CocoDataset dataset = CocoDataset.open(data, images, skipBad);
        Optional<String> before = dataset.leftOut();
        before.ifPresent(this::tellLeftOut);
        EvaluationSettings settings = options.settings(directory.config(), dataset.categories());
        Optional<PictureGrid> drawing = grid.map(file -> new PictureGrid(
                dataset.categories().stream().map(CocoCategory::name).toList(), gridScore, gridImages));
        EvaluationListener drawer = (done, total, picture, objects, predicted) ->
                drawing.ifPresent(one -> one.add(picture, objects, predicted));
        EvaluationReport report = found.isPresent()
                ? evaluateAndWrite(directory, dataset, settings, drawer, found.get())
                : evaluate(directory, dataset, settings, drawer);
        dataset.leftOut().filter(bad -> !before.equals(Optional.of(bad))).ifPresent(this::tellLeftOut);
        JsonObject json = EvaluationJson.of(report, settings, options, directory.name(), data.toString());
        dataset.leftOut().ifPresent(bad -> json.addProperty("left_out", bad));
        Gson gson = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
        numbers.ifPresent(file -> file.write(part -> Files.writeString(part, gson.toJson(json) + "\n")));
        drawing.ifPresent(picture -> drawn.ifPresent(file -> file.write(picture::write)));
        PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            writer.println(gson.toJson(json));
        } else {
            new EvaluationTable(writer, report).print();
        }
        return ScoreCommand.DONE;
    }

    private void tellLeftOut(String bad) {
        spec.commandLine().getErr().println(data + ": left out: " + bad);
    }

    private EvaluationReport evaluate(
            ModelDirectory directory, CocoDataset dataset, EvaluationSettings settings, EvaluationListener listener) {
        if (options.tiled()) {
            try (ServiceFinder service = ServiceFinder.start(directory, settings, options.crowdedTiles())) {
                return run(new ScoreEvaluation(service, directory.config(), dataset, settings), listener);
            }
        }
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(1);
        try (ScoreModel loaded = loader.load(directory)) {
            return run(new ScoreEvaluation(loaded, dataset, settings), listener);
        }
    }

    private EvaluationReport run(ScoreEvaluation evaluation, EvaluationListener listener) {
        try (ShutdownGuard guard = ShutdownGuard.open();
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            return evaluation.run((done, total, picture, objects, predicted) -> {
                guard.check();
                listener.evaluated(done, total, picture, objects, predicted);
                bar.update("evaluating", done, total);
            });
        }
    }

    /** Predictions go to their file picture by picture: those of a large data set don't fit into memory. */
    private EvaluationReport evaluateAndWrite(
            ModelDirectory directory,
            CocoDataset dataset,
            EvaluationSettings settings,
            EvaluationListener listener,
            ResultFile file) {
        AtomicReference<EvaluationReport> report = new AtomicReference<>();
        file.write(part -> {
            try (CocoResults results = new CocoResults(dataset.categories(), Files.newBufferedWriter(part))) {
                report.set(evaluate(directory, dataset, settings, (done, total, picture, objects, predicted) -> {
                    listener.evaluated(done, total, picture, objects, predicted);
                    add(results, dataset.images().get(done - 1), predicted);
                }));
            } catch (UncheckedIOException unwritable) {
                throw unwritable.getCause();
            }
        });
        return report.get();
    }

    private static void add(CocoResults results, CocoImage image, List<Prediction> predicted) {
        try {
            results.add(image, predicted);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.scorewps.engine.EngineProvider;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.process.CoverageSource;
import org.scorewps.process.ProcessLimits;
import org.scorewps.process.ScoreServices;
import org.scorewps.process.SegmentInstancesProcess;
import org.scorewps.standalone.io.CoverageFile;
import org.scorewps.standalone.io.FeatureWriter;
import org.scorewps.standalone.io.FeatureWriters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments a raster file into a file of features, without a server; the same process does the work. */
@Command(
        name = "segment",
        description = "Find objects in a GeoTIFF and write their outlines.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  score segment scene.tif --model models/score --out found.gpkg \\",
            "      --classes \"ship; vehicle,car,truck\""
        })
public final class SegmentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Mixin
    private SegmentationOptions segmentation;

    @Parameters(paramLabel = "INPUT", description = "The raster: GeoTIFF or ArcGrid.")
    private Path input;

    @Option(
            names = "--model",
            order = -4,
            paramLabel = "DIR",
            description = "The model directory, as \"score import\" makes it; default: the shipped demonstration.")
    private Optional<Path> model;

    @Option(
            names = "--out",
            order = -3,
            required = true,
            paramLabel = "FILE",
            description = "Where the features go; the ending tells the format: .geojson, .gpkg, .gml or .csv.")
    private Path out;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse larger rasters; default: one thousand millions.")
    private Optional<Long> maxPixels;

    /** For picocli. */
    public SegmentCommand() {}

    @Override
    public Integer call() {
        long start = System.nanoTime();
        FeatureWriter writer = FeatureWriters.forFile(out)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--out must end in .geojson, .json, .gpkg, .gml or .csv, not " + out));
        Path directory = modelDirectory();
        Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("--out: there is no folder " + folder);
        }
        if (Files.isDirectory(out)) {
            throw new InvalidInputException("--out: " + out + " is a folder");
        }
        SimpleFeatureCollection features;
        try (CoverageFile raster = CoverageFile.open(input);
                SegmentationEngine engine = EngineProvider.start(settings(directory));
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            features = segment(raster, engine, directory, bar);
        }
        write(features, writer);
        print(features.size(), Duration.ofNanos(System.nanoTime() - start));
        return ScoreCommand.DONE;
    }

    /** The file appears, or is replaced, when it is complete: not with a failure, nor when the user stops the program. */
    private void write(SimpleFeatureCollection features, FeatureWriter writer) {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try (ShutdownGuard guard = ShutdownGuard.open()) {
            try {
                writer.write(features, part);
                guard.check();
                Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException unwritable) {
            throw new InvalidInputException("--out: can't be written: " + unwritable.getMessage(), unwritable);
        }
    }

    private Path modelDirectory() {
        Path named = Demonstration.model(model)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--model is needed: the shipped demonstration isn't at hand"));
        if (model.isEmpty()) {
            spec.commandLine().getErr().println("score: " + Demonstration.WARNING);
        }
        Path directory = named.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory) || directory.getParent() == null) {
            throw new InvalidInputException("--model: there is no model directory " + named);
        }
        return directory;
    }

    /** One request at a time, from the folder that the model lies in. */
    private static EngineSettings settings(Path directory) {
        EngineSettings usual = EngineSettings.of(directory.getParent());
        return new EngineSettings(
                usual.models(),
                Optional.of(String.valueOf(directory.getFileName())),
                usual.workers(),
                usual.maxSessions(),
                usual.queuedTiles());
    }

    private SimpleFeatureCollection segment(
            CoverageFile raster, SegmentationEngine engine, Path directory, ProgressBar bar) {
        ProcessLimits usual = ProcessLimits.DEFAULT;
        ProcessLimits limits = new ProcessLimits(
                maxPixels.orElse(usual.maxPixels()), usual.maxTiles(), usual.maxInstances(), usual.tilesInFlight());
        ScoreServices services = new ScoreServices(() -> engine, CoverageSource.NONE, limits);
        try {
            return segmentation.run(
                    new SegmentInstancesProcess(() -> services),
                    raster.coverage(),
                    String.valueOf(directory.getFileName()),
                    new ProgressBarListener(bar));
        } catch (ProcessException failure) {
            if (failure.getCause() instanceof InvalidInputException wrong) {
                throw new InvalidInputException(input.getFileName() + ": " + wrong.getMessage(), failure);
            }
            throw failure;
        }
    }

    private void print(int features, Duration time) {
        PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("input", input.toString());
            json.addProperty("output", out.toString());
            json.addProperty("features", features);
            json.addProperty("seconds", time.toMillis() / 1000.0);
            writer.println(json);
        } else {
            writer.printf(
                    Locale.ROOT,
                    "%s: %d object%s in %.1f s%n",
                    out,
                    features,
                    features == 1 ? "" : "s",
                    time.toMillis() / 1000.0);
        }
    }
}

package org.scorewps.standalone.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.geotools.coverage.grid.GridCoverage2D;
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
import org.scorewps.process.SegmentPanopticProcess;
import org.scorewps.process.SegmentSemanticProcess;
import org.scorewps.standalone.io.ClassGeoTiff;
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
        description = "Find objects in a GeoTIFF and write their outlines, or give each pixel its class, or both.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  score segment scene.tif --model models/score --out found.gpkg \\",
            "      --classes \"ship; vehicle,car,truck\"",
            "  score segment scene.tif --model models/score --semantic cover.tif \\",
            "      --classes \"water; road; building\""
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
            paramLabel = "FILE",
            description = "Where the features go; the ending tells the format: .geojson, .gpkg, .gml or .csv.")
    private Optional<Path> out;

    @Option(
            names = "--semantic",
            order = -3,
            paramLabel = "FILE",
            description = "Where a GeoTIFF with the class of each pixel goes, 0 for none; a file beside it, .aux.xml,"
                    + " names the classes for GDAL and QGIS.")
    private Optional<Path> semantic;

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
        Optional<FeatureWriter> writer = out.map(this::writer);
        if (out.isEmpty() && semantic.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing to make: give --out, --semantic or both");
        }
        if (segmentation.panoptic() && (out.isEmpty() || semantic.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--stuff needs --out and --semantic");
        }
        Path directory = modelDirectory();
        Optional<ResultFile> outlines = out.map(path -> new ResultFile("--out", path));
        Optional<ResultFile> cover = semantic.map(path -> new ResultFile("--semantic", path));
        outlines.ifPresent(ResultFile::check);
        cover.ifPresent(ResultFile::check);
        Optional<SimpleFeatureCollection> features;
        Optional<GridCoverage2D> classes;
        try (CoverageFile raster = CoverageFile.open(input);
                SegmentationEngine engine = EngineProvider.start(settings(directory));
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            Supplier<ScoreServices> services = services(engine);
            ProgressBarListener listener = new ProgressBarListener(bar);
            String name = String.valueOf(directory.getFileName());
            if (segmentation.panoptic()) {
                Map<String, Object> pair = segment(() ->
                        segmentation.run(new SegmentPanopticProcess(services), raster.coverage(), name, listener));
                features = Optional.of((SimpleFeatureCollection) pair.get(SegmentPanopticProcess.INSTANCES));
                classes = Optional.of((GridCoverage2D) pair.get(SegmentPanopticProcess.CLASSES));
            } else {
                features = out.map(path -> segment(() ->
                        segmentation.run(new SegmentInstancesProcess(services), raster.coverage(), name, listener)));
                classes = semantic.map(path -> segment(() ->
                        segmentation.run(new SegmentSemanticProcess(services), raster.coverage(), name, listener)));
            }
        }
        features.ifPresent(found ->
                outlines.orElseThrow().write(file -> writer.orElseThrow().write(found, file)));
        classes.ifPresent(coverage -> write(coverage, cover.orElseThrow()));
        print(features.map(SimpleFeatureCollection::size), Duration.ofNanos(System.nanoTime() - start));
        return ScoreCommand.DONE;
    }

    private FeatureWriter writer(Path path) {
        return FeatureWriters.forFile(path)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--out must end in .geojson, .json, .gpkg, .gml or .csv, not " + path));
    }

    private static void write(GridCoverage2D classes, ResultFile cover) {
        cover.write(file -> ClassGeoTiff.write(classes, file));
        Path names = cover.path().resolveSibling(cover.path().getFileName() + ".aux.xml");
        new ResultFile(cover.option(), names).write(file -> ClassGeoTiff.categoryNames(classes, file));
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

    private Supplier<ScoreServices> services(SegmentationEngine engine) {
        ProcessLimits usual = ProcessLimits.DEFAULT;
        ProcessLimits limits = new ProcessLimits(
                maxPixels.orElse(usual.maxPixels()), usual.maxTiles(), usual.maxInstances(), usual.tilesInFlight());
        ScoreServices services = new ScoreServices(() -> engine, CoverageSource.NONE, limits);
        return () -> services;
    }

    private <R> R segment(Supplier<R> process) {
        try {
            return process.get();
        } catch (ProcessException failure) {
            if (failure.getCause() instanceof InvalidInputException wrong) {
                throw new InvalidInputException(input.getFileName() + ": " + wrong.getMessage(), failure);
            }
            throw failure;
        }
    }

    private void print(Optional<Integer> features, Duration time) {
        PrintWriter writer = spec.commandLine().getOut();
        double seconds = time.toMillis() / 1000.0;
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("input", input.toString());
            out.ifPresent(path -> json.addProperty("output", path.toString()));
            features.ifPresent(count -> json.addProperty("features", count));
            semantic.ifPresent(path -> json.addProperty("semantic", path.toString()));
            json.addProperty("seconds", seconds);
            writer.println(json);
        } else {
            String found = features.map(
                            count -> "%s: %d object%s".formatted(out.orElseThrow(), count, count == 1 ? "" : "s"))
                    .orElse("");
            String both = out.isPresent() && semantic.isPresent() ? "; " : "";
            String classes = semantic.map(path -> path + ": classes").orElse("");
            writer.printf(Locale.ROOT, "%s%s%s in %.1f s%n", found, both, classes, seconds);
        }
    }
}

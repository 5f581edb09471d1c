package org.scorewps.standalone.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.scorewps.process.scene.UnreadablePixelsException;
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
            names = "--failed-tiles",
            order = -2,
            paramLabel = "FILE",
            description =
                    "Go on when a tile can't be read or segmented, and write the outlines of such tiles here, in the"
                            + " formats of --out; default: the first one ends the command.")
    private Optional<Path> failedTiles;

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
        if (out.isEmpty() && semantic.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing to make: give --out, --semantic or both");
        }
        if (segmentation.panoptic() && (out.isEmpty() || semantic.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--stuff needs --out and --semantic");
        }
        Optional<FeatureFile> outlines = out.map(path -> featureFile("--out", path));
        Optional<FeatureFile> failed = failedTiles.map(path -> featureFile("--failed-tiles", path));
        Path directory = modelDirectory();
        Optional<ResultFile> cover = semantic.map(path -> new ResultFile("--semantic", path));
        outlines.ifPresent(FeatureFile::check);
        cover.ifPresent(ResultFile::check);
        failed.ifPresent(FeatureFile::check);
        Segmented made;
        try (CoverageFile raster = CoverageFile.open(input);
                SegmentationEngine engine = EngineProvider.start(EngineSettings.ofModel(directory));
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            made = segment(
                    raster.coverage(),
                    services(engine),
                    String.valueOf(directory.getFileName()),
                    new ProgressBarListener(bar));
        }
        made.features().ifPresent(found -> outlines.orElseThrow().write(found));
        made.classes().ifPresent(coverage -> write(coverage, cover.orElseThrow()));
        failed.ifPresent(file -> file.write(made.failedTiles()));
        print(made, Duration.ofNanos(System.nanoTime() - start));
        return ScoreCommand.DONE;
    }

    private Segmented segment(
            GridCoverage2D raster, Supplier<ScoreServices> services, String name, ProgressBarListener listener) {
        String failing = failedTiles.isPresent() ? "list" : "fail";
        if (segmentation.panoptic()) {
            return Segmented.ofPair(segment(
                    () -> segmentation.run(new SegmentPanopticProcess(services), raster, name, failing, listener)));
        }
        return Segmented.of(
                out.map(path -> () -> segment(() ->
                        segmentation.run(new SegmentInstancesProcess(services), raster, name, failing, listener))),
                semantic.map(path -> () -> segment(() ->
                        segmentation.run(new SegmentSemanticProcess(services), raster, name, failing, listener))));
    }

    private FeatureFile featureFile(String option, Path path) {
        FeatureWriter writer = FeatureWriters.forFile(path)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), option + " must end in .geojson, .json, .gpkg, .gml or .csv, not " + path));
        return new FeatureFile(new ResultFile(option, path), writer);
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
            if (failure.getCause() instanceof UnreadablePixelsException) {
                // the message with the tile's name
                throw new InvalidInputException(input.getFileName() + ": " + failure.getMessage(), failure);
            }
            throw failure;
        }
    }

    private void print(Segmented made, Duration time) {
        int failed = made.failedTiles().size();
        if (failed > 0) {
            spec.commandLine()
                    .getErr()
                    .printf("score: %d tile%s could not be looked at%n", failed, failed == 1 ? "" : "s");
        }
        Optional<Integer> features = made.features().map(SimpleFeatureCollection::size);
        PrintWriter writer = spec.commandLine().getOut();
        double seconds = time.toMillis() / 1000.0;
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("input", input.toString());
            out.ifPresent(path -> json.addProperty("output", path.toString()));
            features.ifPresent(count -> json.addProperty("features", count));
            semantic.ifPresent(path -> json.addProperty("semantic", path.toString()));
            failedTiles.ifPresent(path -> {
                json.addProperty("failedTiles", path.toString());
                json.addProperty("failedTileCount", failed);
            });
            json.addProperty("seconds", seconds);
            writer.println(json);
        } else {
            List<String> files = new ArrayList<>();
            features.ifPresent(count -> files.add(counted(out.orElseThrow(), count, "object")));
            semantic.ifPresent(path -> files.add(path + ": classes"));
            failedTiles.ifPresent(path -> files.add(counted(path, failed, "failed tile")));
            writer.printf(Locale.ROOT, "%s in %.1f s%n", String.join("; ", files), seconds);
        }
    }

    private static String counted(Path file, int count, String what) {
        return "%s: %d %s%s".formatted(file, count, what, count == 1 ? "" : "s");
    }
}

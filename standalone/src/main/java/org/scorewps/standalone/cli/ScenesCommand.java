package org.scorewps.standalone.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.scenes.GeneratedScene;
import org.scorewps.engine.scenes.SceneAnnotations;
import org.scorewps.engine.scenes.SceneGenerator;
import org.scorewps.engine.scenes.SceneSplit;
import org.scorewps.standalone.io.SceneGeoTiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes generated scenes as a COCO data set of GeoTIFFs. */
@Command(
        name = "scenes",
        description = "Generate aerial scenes with exact instance masks, as GeoTIFFs and COCO JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false)
public final class ScenesCommand implements Callable<Integer> {
    private static final int MAX_COUNT = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to make: instances.json, captions.json and images/*.tif.")
    private Path out;

    @Option(names = "--count", required = true, paramLabel = "N", description = "Number of scenes.")
    private int count;

    @Option(
            names = "--first",
            defaultValue = "0",
            paramLabel = "N",
            description = "Number of the first scene of this seed (default: ${DEFAULT-VALUE}).")
    private int first;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "The same seed gives the same files (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--size",
            defaultValue = "512",
            paramLabel = "PIXELS",
            description = "Width and height of a scene (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--coarsest",
            defaultValue = "2",
            paramLabel = "METRES",
            description = "Coarsest ground resolution, metres a pixel (default: ${DEFAULT-VALUE}).")
    private double coarsest;

    @Option(
            names = "--split",
            defaultValue = "all",
            paramLabel = "base|all",
            description = "base: without the classes that training holds out (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(
            names = "--compression",
            defaultValue = "NONE",
            paramLabel = "none|deflate|jpeg",
            description = "How the GeoTIFFs are compressed; jpeg loses a little (default: none).")
    private SceneGeoTiff.Compression compression;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads (default: one for each processor); the files don't depend on it.")
    private int threads;

    /** For picocli. */
    public ScenesCommand() {}

    @Override
    public Integer call() throws IOException {
        final SceneSplit shown = check();
        final Path images = Files.createDirectories(out.resolve("images"));
        final List<SceneAnnotations.Entry> entries = draw(images, shown);
        final String title =
                "Generated aerial scenes: seed %d, %d of %d x %d, %s classes".formatted(seed, count, size, size, split);
        try (Writer writer = Files.newBufferedWriter(out.resolve("instances.json"))) {
            SceneAnnotations.writeInstances(title, entries, writer);
        }
        try (Writer writer = Files.newBufferedWriter(out.resolve("captions.json"))) {
            SceneAnnotations.writeCaptions(title, entries, writer);
        }
        final long objects = entries.stream()
                .mapToLong(entry -> entry.scene().objects().size())
                .sum();
        final PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("directory", out.toString());
            json.addProperty("scenes", count);
            json.addProperty("instances", objects);
            writer.println(json);
        } else {
            writer.printf("%s: %d scenes, %d instances%n", out, count, objects);
        }
        return ScoreCommand.DONE;
    }

    private SceneSplit check() throws IOException {
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidInputException("--count %d: must be 1 to %d".formatted(count, MAX_COUNT));
        }
        if (first < 0 || first > MAX_COUNT) {
            throw new InvalidInputException("--first %d: must be 0 to %d".formatted(first, MAX_COUNT));
        }
        if (size < SceneGenerator.MIN_SIZE || size > SceneGenerator.MAX_SIZE) {
            throw new InvalidInputException(
                    "--size %d: must be %d to %d".formatted(size, SceneGenerator.MIN_SIZE, SceneGenerator.MAX_SIZE));
        }
        if (!(coarsest > 0)) {
            throw new InvalidInputException("--coarsest %s: must be positive".formatted(coarsest));
        }
        if (threads < 0 || threads > 1024) {
            throw new InvalidInputException("--threads %d: must be 0 to 1024".formatted(threads));
        }
        if (Files.exists(out)) {
            if (!Files.isDirectory(out)) {
                throw new InvalidInputException(out + ": is no folder");
            }
            try (Stream<Path> files = Files.list(out)) {
                if (files.findAny().isPresent()) {
                    throw new InvalidInputException(out + ": is not empty; name a new folder");
                }
            }
        }
        return switch (split) {
            case "base" -> SceneSplit.BASE;
            case "all" -> SceneSplit.ALL;
            default -> throw new InvalidInputException("--split %s: must be base or all".formatted(split));
        };
    }

    private List<SceneAnnotations.Entry> draw(Path images, SceneSplit shown) throws IOException {
        final int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        final ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (ShutdownGuard guard = ShutdownGuard.open();
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            final List<Future<SceneAnnotations.Entry>> waiting = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                final int index = first + i;
                waiting.add(pool.submit(() -> write(images, index, shown)));
            }
            final List<SceneAnnotations.Entry> entries = new ArrayList<>();
            for (Future<SceneAnnotations.Entry> one : waiting) {
                entries.add(one.get());
                guard.check();
                bar.update("scenes", entries.size(), count);
            }
            return entries;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new InvalidInputException(out + ": can't be written: " + cause.getMessage(), cause);
            }
            throw new IllegalStateException("a scene couldn't be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private SceneAnnotations.Entry write(Path images, int index, SceneSplit shown) throws IOException {
        final GeneratedScene scene = SceneGenerator.generate(seed, index, size, shown, coarsest);
        final String name = "scene_%06d.tif".formatted(index);
        SceneGeoTiff.write(scene.image(), index, scene.groundResolution(), compression, images.resolve(name));
        return new SceneAnnotations.Entry(index + 1L, name, size, SceneAnnotations.Description.of(scene));
    }
}

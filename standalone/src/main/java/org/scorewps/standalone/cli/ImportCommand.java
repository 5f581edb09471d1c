package org.scorewps.standalone.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.CheckpointImporter;
import org.scorewps.engine.checkpoint.ImportRequest;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model directory of original checkpoint files. */
@Command(
        name = "import",
        description = "Make a model directory of a SCORE checkpoint.",
        mixinStandardHelpOptions = true,
        versionProvider = ScoreCommand.Version.class,
        sortOptions = false)
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--score",
            required = true,
            paramLabel = "FILE",
            description = "The SCORE checkpoint (model_final.pth): PyTorch or safetensors.")
    private Path score;

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description = "The general CLIP (open_clip .bin or .safetensors); fills in what the checkpoint lacks.")
    private Optional<Path> clip;

    @Option(
            names = "--remote-clip",
            paramLabel = "FILE",
            description = "The remote-sensing CLIP (RemoteCLIP-ViT-L-14.pt); fills in what the checkpoint lacks.")
    private Optional<Path> remoteClip;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The model directory to make; its name is the model's name.")
    private Path out;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The training configuration: detectron2 YAML, or a fixture directory's config_*.json. Default: the authors' published settings.")
    private Optional<Path> config;

    @Option(names = "--force", description = "Replace a model directory that is there already.")
    private boolean force;

    @Option(names = "--title", paramLabel = "TEXT", description = "One line about the model, for people.")
    private Optional<String> title;

    @Option(
            names = "--train-classes",
            paramLabel = "NAMES",
            description =
                    "Names of the training classes, in order, separated by ';', synonyms within by ','. Default: the 15 of iSAID.")
    private Optional<String> trainClasses;

    @Option(
            names = "--templates",
            paramLabel = "FILE",
            description = "Prompt templates, one a line, each with {}. Default: the authors' 18.")
    private Optional<Path> templates;

    @Option(
            names = "--alpha",
            paramLabel = "0..1",
            description = "Default weight of the out-of-vocabulary classifier for training classes.")
    private Optional<Double> alpha;

    @Option(names = "--beta", paramLabel = "0..1", description = "The same for novel classes.")
    private Optional<Double> beta;

    @Option(
            names = "--tile-size",
            paramLabel = "PIXELS",
            description = "Side of the tiles the model works best with, a multiple of 32.")
    private Optional<Integer> tileSize;

    @Option(names = "--ground-resolution", paramLabel = "METRES", description = "Metres a pixel of the training data.")
    private Optional<Double> groundResolution;

    @Option(names = "--min-score", paramLabel = "0..1", description = "Default score threshold.")
    private Optional<Double> minScore;

    @Option(names = "--max-instances", paramLabel = "N", description = "Default number of detections a tile.")
    private Optional<Integer> maxInstances;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = {
                "Any other setting that shapes can't tell:",
                "text_heads, context_heads, context_text_heads, pixel_decoder_heads, decoder_heads, integration_heads,",
                "adaptation_heads, group_norm_groups, layer_norm_eps, pre_norm, text_quick_gelu,",
                "context_text_quick_gelu, kernel_sizes, pixel_mean, pixel_std, size_divisibility,",
                "input_scale (how many times pictures are enlarged first), ensemble_on_valid_mask, pool_by_coverage (a mask is",
                "classified by all cells of features that it touches, also one smaller than a cell). Lists as [1,2,3].",
                "Of the paper's variants: integration (released, paper, none), integration_context (regional,",
                "cls_token, patch), adaptation (attention, paper, add, concat, none), out_of_vocabulary",
                "(general_clip, remote_sensing_clip)."
            })
    private Map<String, String> others = new HashMap<>();

    /** For picocli. */
    public ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        ImportRequest request = new ImportRequest(score, clip, remoteClip, out, config, settings(), force);
        ModelDirectory model;
        try (ShutdownGuard guard = ShutdownGuard.open();
                ProgressBar bar = output.progressBar(spec.commandLine().getErr())) {
            model = CheckpointImporter.importModel(request, (step, done, total) -> {
                guard.check();
                bar.update(step, done, total);
            });
        }
        print(model, Duration.ofNanos(System.nanoTime() - start));
        return ScoreCommand.DONE;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        others.forEach((name, value) -> settings.put(name, parse(value)));
        title.ifPresent(value -> settings.put("title", value));
        trainClasses.ifPresent(value -> settings.put("train_classes", names(Stream.of(value.split(";", -1)))));
        templates.ifPresent(file -> settings.put("templates", lines(file)));
        alpha.ifPresent(value -> settings.put("alpha", value));
        beta.ifPresent(value -> settings.put("beta", value));
        tileSize.ifPresent(value -> settings.put("tile_size", value));
        groundResolution.ifPresent(value -> settings.put("ground_resolution", value));
        minScore.ifPresent(value -> settings.put("min_score", value));
        maxInstances.ifPresent(value -> settings.put("max_instances", value));
        return settings;
    }

    private static Object parse(String value) {
        try {
            return JsonParser.parseString(value);
        } catch (JsonParseException e) {
            return value;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return names(Files.readAllLines(file).stream());
        } catch (IOException e) {
            throw new InvalidInputException(file + ": can't be read as text", e);
        }
    }

    private static List<String> names(Stream<String> parts) {
        return parts.map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private void print(ModelDirectory model, Duration time) throws IOException {
        long parameters;
        int tensors;
        try (SafetensorsFile weights = model.openWeights()) {
            tensors = weights.tensors().size();
            parameters =
                    weights.tensors().stream().mapToLong(TensorInfo::elements).sum();
        }
        long bytes = Files.size(model.weightsFile());
        PrintWriter writer = spec.commandLine().getOut();
        if (output.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("model", model.name());
            json.addProperty("directory", model.path().toString());
            json.addProperty("title", model.config().title());
            json.addProperty("tensors", tensors);
            json.addProperty("parameters", parameters);
            json.addProperty("bytes", bytes);
            json.addProperty("sha256", model.info().sha256());
            json.addProperty("seconds", time.toMillis() / 1000.0);
            writer.println(new GsonBuilder().setPrettyPrinting().create().toJson((JsonElement) json));
        } else {
            writer.printf(
                    Locale.ROOT,
                    "%s: \"%s\", %d tensors, %.1f million parameters, %.2f GB, in %.1f s%n",
                    model.path(),
                    model.config().title(),
                    tensors,
                    parameters / 1e6,
                    bytes / 1e9,
                    time.toMillis() / 1000.0);
        }
    }
}

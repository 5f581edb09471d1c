package org.scorewps.engine.training;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SoftwareVersion;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.RecordJsonWriter;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TargetDirectory;
import org.scorewps.engine.checkpoint.TensorInfo;

/**
 * Makes one model of several whose weights lie near each other, such as what a training started from and what it ended with:
 * each weight is the mean of theirs. The mean of points of one training often generalizes better than each of them
 * (Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization"; Wortsman et al. 2022, "Model
 * soups"). Models of unlike trainings have no common mean: measure what comes out.
 */
public final class AveragedModel {
    /** Settings that decide what weights mean. The others are the first model's. */
    private static final List<String> COMMON = List.of(
            "architecture",
            "variant",
            "train_classes",
            "templates",
            "pixel_mean",
            "pixel_std",
            "size_divisibility",
            "input_scale",
            "ensemble_on_valid_mask",
            "pool_by_coverage");

    private AveragedModel() {}

    /**
     * Writes a model directory.
     *
     * @param models at least two; one that comes twice counts twice. The first one's settings and history are the result's
     * @param path a directory that is not there yet
     * @throws InvalidInputException when there are fewer than two, two differ in what their weights mean, weights are
     *     damaged, or the directory is there already
     */
    public static ModelDirectory create(List<ModelDirectory> models, Path path) throws IOException {
        check(models);
        if (Files.exists(path)) {
            throw new InvalidInputException(path + " is there already");
        }
        try (TargetDirectory target = TargetDirectory.create(path, /* replace= */ false)) {
            String hash = writeWeights(models, target.work().resolve(ModelDirectory.WEIGHTS_FILE));
            Map<String, String> provenance =
                    ModelHistory.before(models.get(0).config().provenance());
            provenance.put(
                    "average_of", models.stream().map(ModelDirectory::name).collect(Collectors.joining(", ")));
            provenance.put(
                    "average_of_sha256",
                    models.stream()
                            .map(model -> model.config().files().getOrDefault(ModelDirectory.WEIGHTS_FILE, ""))
                            .collect(Collectors.joining(", ")));
            provenance.put("software", "SCORE WPS " + SoftwareVersion.get());
            ModelDirectory.write(
                    target.work(),
                    models.get(0).config().withOrigin(provenance, Map.of(ModelDirectory.WEIGHTS_FILE, hash)));
            target.commit();
        }
        return ModelDirectory.open(path);
    }

    private static void check(List<ModelDirectory> models) {
        if (models.size() < 2) {
            throw new InvalidInputException("a mean needs at least 2 models, not " + models.size());
        }
        ModelDirectory first = models.get(0);
        JsonObject wanted = RecordJsonWriter.write(first.config());
        for (ModelDirectory model : models) {
            JsonObject settings = RecordJsonWriter.write(model.config());
            List<String> differ = COMMON.stream()
                    .filter(name -> !Objects.equals(settings.get(name), wanted.get(name)))
                    .toList();
            if (!differ.isEmpty()) {
                throw new InvalidInputException("%s and %s have no mean: they differ in %s"
                        .formatted(first.path(), model.path(), String.join(", ", differ)));
            }
        }
    }

    private static String writeWeights(List<ModelDirectory> models, Path file) throws IOException {
        List<SafetensorsFile> weights = new ArrayList<>();
        try {
            models.forEach(model -> weights.add(model.openWeights()));
            List<TensorInfo> tensors = weights.get(0).tensors();
            try (SafetensorsWriter writer = SafetensorsWriter.create(file, tensors, Map.of())) {
                for (TensorInfo tensor : tensors) {
                    writer.write(mean(weights, tensor.name()));
                }
                return writer.finish();
            }
        } finally {
            for (SafetensorsFile one : weights) {
                one.close();
            }
        }
    }

    /** Summed in double precision, so that the order doesn't count. */
    private static ByteBuffer mean(List<SafetensorsFile> weights, String name) {
        List<FloatBuffer> values =
                weights.stream().map(one -> one.data(name).asFloatBuffer()).toList();
        float[] mean = new float[values.get(0).remaining()];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (FloatBuffer one : values) {
                sum += one.get(i);
            }
            mean[i] = (float) (sum / values.size());
        }
        return NewModel.bytes(mean);
    }
}

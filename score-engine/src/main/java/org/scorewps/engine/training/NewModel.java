package org.scorewps.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.ExpectedTensors;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.model.ModelConfig;

/** Makes models that know nothing yet. */
public final class NewModel {
    private NewModel() {}

    /**
     * Writes a model directory with start values.
     *
     * @param config dimensions, classes and constants; its files and their hashes are replaced
     * @param seed the same seed makes the same bytes
     * @param path a directory that is not there yet
     * @throws InvalidInputException when the configuration is wrong or the directory is there already
     */
    public static ModelDirectory create(ModelConfig config, long seed, Path path) throws IOException {
        if (Files.exists(path)) {
            throw new InvalidInputException(path + " is there already");
        }
        Files.createDirectories(path);
        Map<String, List<Long>> shapes = ExpectedTensors.of(config.architecture());
        List<TensorInfo> tensors = shapes.entrySet().stream()
                .map(one -> new TensorInfo(one.getKey(), ElementType.F32, one.getValue()))
                .toList();
        WeightInitialization start = new WeightInitialization(config.architecture(), seed);
        String hash;
        try (SafetensorsWriter writer =
                SafetensorsWriter.create(path.resolve(ModelDirectory.WEIGHTS_FILE), tensors, Map.of())) {
            for (TensorInfo tensor : tensors) {
                writer.write(bytes(start.values(tensor.name(), tensor.shape())));
            }
            hash = writer.finish();
        }
        Map<String, String> provenance = new TreeMap<>(config.provenance());
        provenance.put("start", "random, seed " + seed);
        return ModelDirectory.write(path, config.withOrigin(provenance, Map.of(ModelDirectory.WEIGHTS_FILE, hash)));
    }

    /** As they stand in a file; at position 0. */
    static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}

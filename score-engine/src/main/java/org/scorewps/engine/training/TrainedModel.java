package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.scorewps.engine.checkpoint.ExpectedTensors;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.TargetDirectory;
import org.scorewps.engine.model.ModelConfig;

/** Writes a model in training as a model directory. */
public final class TrainedModel {
    private TrainedModel() {}

    /**
     * Writes or replaces a model directory; it is there whole or not at all.
     *
     * @param weights all weights by name
     * @param provenance where it comes from
     */
    public static ModelDirectory write(
            Path path, ModelConfig config, Map<String, NDArray> weights, Map<String, String> provenance)
            throws IOException {
        Set<String> names = ExpectedTensors.of(config.architecture()).keySet();
        Map<String, NDArray> ordered = new LinkedHashMap<>();
        names.forEach(name -> ordered.put(name, weights.get(name)));
        try (TargetDirectory target = TargetDirectory.create(path, true)) {
            String sum = TensorWriter.write(target.work().resolve(ModelDirectory.WEIGHTS_FILE), ordered, Map.of());
            ModelDirectory.write(
                    target.work(), config.withOrigin(provenance, Map.of(ModelDirectory.WEIGHTS_FILE, sum)));
            target.commit();
        }
        return ModelDirectory.open(path);
    }
}

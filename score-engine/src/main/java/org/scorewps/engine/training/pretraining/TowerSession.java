package org.scorewps.engine.training.pretraining;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.ExpectedTensors;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.SafetensorsWriter;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.training.Optimizer;
import org.scorewps.engine.training.TrainableWeights;

/** A model whose towers are in training. All memory outside the heap is freed when it is closed. For one thread. */
final class TowerSession implements AutoCloseable {
    private static final double WEIGHT_DECAY = 0.02;
    private static final double CLIP_NORM = 1;

    private final ModelConfig config;
    private final SafetensorsFile file;
    private final NDManager manager;
    private final Ops ops;
    private final TrainableWeights weights;
    private final Optimizer optimizer;

    /**
     * Opens a model.
     *
     * @param trained tells by name which weights learn
     */
    TowerSession(ModelDirectory start, Predicate<String> trained) {
        ScoreModelLoader loader = new ScoreModelLoader();
        loader.prepareThread(1);
        config = start.config();
        file = start.openWeights();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        ops = new Ops(manager);
        weights = TrainableWeights.load(file, manager, trained);
        optimizer = new Optimizer(ops, manager, weights.trained(), WEIGHT_DECAY, CLIP_NORM);
    }

    ModelConfig config() {
        return config;
    }

    NDManager manager() {
        return manager;
    }

    Ops ops() {
        return ops;
    }

    TrainableWeights weights() {
        return weights;
    }

    /** Changes the weights by their gradients and forgets these. */
    void learn(double learningRate) {
        optimizer.step(learningRate);
        weights.zeroGradients();
    }

    /**
     * Writes the model as it is now.
     *
     * @param path a directory that is there and empty
     * @param what how it was made, for its provenance
     */
    ModelDirectory save(Path path, String name, String what) throws IOException {
        Map<String, NDArray> all = weights.weights().all();
        List<TensorInfo> tensors = ExpectedTensors.of(config.architecture()).entrySet().stream()
                .map(one -> new TensorInfo(one.getKey(), ElementType.F32, one.getValue()))
                .toList();
        String hash;
        try (SafetensorsWriter writer =
                SafetensorsWriter.create(path.resolve(ModelDirectory.WEIGHTS_FILE), tensors, Map.of())) {
            for (TensorInfo tensor : tensors) {
                float[] values = all.get(tensor.name()).toFloatArray();
                ByteBuffer bytes =
                        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                writer.write(bytes);
            }
            hash = writer.finish();
        }
        Map<String, String> provenance = new TreeMap<>(config.provenance());
        provenance.put(name, what);
        return ModelDirectory.write(path, config.withOrigin(provenance, Map.of(ModelDirectory.WEIGHTS_FILE, hash)));
    }

    @Override
    public void close() {
        ops.close();
        manager.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

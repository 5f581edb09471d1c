package org.scorewps.engine.training.pretraining;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModelLoader;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.training.Optimizer;
import org.scorewps.engine.training.TrainableWeights;
import org.scorewps.engine.training.TrainedModel;

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
     * @param threads threads of the tensor library
     */
    TowerSession(ModelDirectory start, Predicate<String> trained, int threads) {
        new ScoreModelLoader().prepareThread(1);
        JniUtils.setNumThreads(threads);
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
     * @param path a directory that is not there yet; it is made whole or not at all
     * @param what how it was made, for its provenance
     */
    ModelDirectory save(Path path, String name, String what) throws IOException {
        Map<String, String> provenance = new TreeMap<>(config.provenance());
        provenance.put(name, what);
        return TrainedModel.write(path, config, weights.weights().all(), provenance);
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

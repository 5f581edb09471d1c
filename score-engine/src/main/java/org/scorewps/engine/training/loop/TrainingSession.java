package org.scorewps.engine.training.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.VocabularyEncoder;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.training.FreshContext;
import org.scorewps.engine.training.MoreQueries;
import org.scorewps.engine.training.Optimizer;
import org.scorewps.engine.training.TrainableWeights;
import org.scorewps.engine.training.TrainingStep;
import org.scorewps.engine.training.data.CaptionedWindows;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * A model in training: its weights, the optimizer and what a step does with a batch. All memory outside the heap is freed
 * when it is closed. To be used by one thread.
 */
final class TrainingSession implements AutoCloseable {
    private static final String CLIP = "backbone.clip_model.";
    private static final String CONTEXT_CLIP = "clip_rs.clip_model.";

    private final TrainConfig settings;
    private final ModelConfig model;
    private final Device device;
    private final NDManager manager;
    private final Ops ops;
    private final TrainableWeights weights;
    private final Optimizer optimizer;
    private final Replicas replicas;
    private final TextEmbeddings text;
    private final NameDraw names;
    private final Optional<Replicas.Captions> captions;

    /**
     * What a step did.
     *
     * @param result losses
     * @param gradientNorm norm of the gradient before clipping
     * @param learningRate the rate it was made with
     */
    record Step(TrainingStep.Result result, double gradientNorm, double learningRate) {}

    /**
     * Loads the weights, onto a GPU where there is one.
     *
     * @param start the weights to start from; must stay open as long as this
     * @param checkpoint where training goes on, open while this is made
     */
    TrainingSession(
            TrainingRequest request, ModelConfig model, TensorSource start, Optional<SafetensorsFile> checkpoint) {
        this.settings = request.settings();
        this.model = model;
        device = Engine.getEngine("PyTorch").getGpuCount() > 0 ? Device.gpu() : Device.cpu();
        JniUtils.setGradMode(false);
        JniUtils.setNumThreads(settings.threads());
        // else operations would be compiled anew after some calls, and round otherwise: not at the same step of a
        // training that was resumed
        JniUtils.setGraphExecutorOptimize(false);
        manager = NDManager.newBaseManager(device, "PyTorch");
        ops = new Ops(manager);
        TensorSource first = start(settings, model, start);
        TensorSource source = checkpoint
                .<TensorSource>map(file -> new OverlaidTensors(first, file, TrainingCheckpoint.WEIGHT))
                .orElse(first);
        weights = TrainableWeights.load(source, manager, trained(settings.freezeTowers()));
        optimizer = checkpoint
                .map(file -> new Optimizer(
                        ops,
                        weights.trained(),
                        settings.weightDecay(),
                        settings.clipNorm(),
                        TrainingCheckpoint.optimizerState(file, weights.trained(), manager)))
                .orElseGet(() ->
                        new Optimizer(ops, manager, weights.trained(), settings.weightDecay(), settings.clipNorm()));
        replicas = new Replicas(manager, ops, weights, model, settings);
        VocabularyEncoder encoder = new VocabularyEncoder(manager, ops, weights.weights(), model);
        text = encoder.encode(new Vocabulary(request.data().classes()), Trace.NONE);
        names = new NameDraw(settings.seed(), settings.drawNames());
        captions = settings.captions().used()
                ? Optional.of(new Replicas.Captions(
                        new CaptionedWindows(
                                settings.scenes().seed(),
                                settings.scenes().coarsest(),
                                settings.captions().scenes()),
                        encoder.encode(CaptionedWindows.vocabulary(), Trace.NONE)))
                : Optional.empty();
    }

    /** What the first step begins with. */
    private static TensorSource start(TrainConfig settings, ModelConfig model, TensorSource start) {
        TensorSource wide = settings.queries().isPresent()
                ? new MoreQueries(start, settings.queries().get(), settings.seed())
                : start;
        return settings.freshContext() ? new FreshContext(wide, model.architecture(), settings.seed()) : wide;
    }

    private static Predicate<String> trained(boolean freezeTowers) {
        return freezeTowers
                ? TrainableWeights.WITHOUT_TOWERS
                : TrainableWeights.WITHOUT_TOWERS.or(TrainingSession::ofImageTower);
    }

    private static boolean ofImageTower(String name) {
        return name.startsWith(CLIP + "visual.") || name.startsWith(CONTEXT_CLIP + "visual.");
    }

    /**
     * Learns from a batch.
     *
     * @param step its number, from 0
     * @throws InvalidInputException when the numbers are no longer finite
     */
    Step step(List<TrainingSample> batch, int step) {
        TrainingStep.Result result = replicas.learn(
                batch,
                names.ofClasses(text, step),
                captions.map(all -> new Replicas.Captions(all.windows(), names.ofCaptions(all.text(), step))),
                step,
                mixes(step));
        double rate = settings.learningRate() * settings.schedule().at(step, settings.iterations());
        double norm =
                optimizer.step(replicas.gradients(), rate, name -> ofImageTower(name) ? settings.towerFactor() : 1);
        if (!Double.isFinite(result.total()) || !Double.isFinite(norm)) {
            throw new InvalidInputException(
                    "step %d: the loss is %s and its gradient's norm %s: training needs a lower learning rate"
                            .formatted(step + 1, result.total(), norm));
        }
        return new Step(result, norm, rate);
    }

    /** Calls of a prediction head before a step. */
    long headCalls(int step) {
        return (long) step * (model.architecture().decoder().layers() + 1);
    }

    private boolean mixes(int step) {
        return model.variant().dilates() && headCalls(step) < settings.dilationCalls();
    }

    /** Where it computes. */
    Device device() {
        return device;
    }

    /** Red, green and blue of what is beside a picture: the mean, which is zero once normalised. */
    byte[] padding() {
        byte[] padding = new byte[model.pixelMean().size()];
        for (int i = 0; i < padding.length; i++) {
            padding[i] = (byte) Math.round(model.pixelMean().get(i));
        }
        return padding;
    }

    /** The model that is trained. */
    ModelConfig model() {
        return model;
    }

    /** All weights as they are now, by name. */
    Map<String, NDArray> weights() {
        return weights.weights().all();
    }

    /** What a checkpoint has to hold, by name. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        weights.trained().forEach((name, array) -> state.put(TrainingCheckpoint.WEIGHT + name, array));
        optimizer.state().moments().forEach((name, moments) -> {
            state.put(TrainingCheckpoint.MEAN + name, moments.mean());
            state.put(TrainingCheckpoint.SQUARE + name, moments.square());
        });
        return state;
    }

    /** How many tensors it holds besides those of a running step. */
    int tensors() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        replicas.close();
        ops.close();
        manager.close();
    }
}

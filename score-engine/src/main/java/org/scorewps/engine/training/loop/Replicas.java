package org.scorewps.engine.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ImageNormalization;
import org.scorewps.engine.network.TextEmbeddings;
import org.scorewps.engine.network.Trace;
import org.scorewps.engine.network.tensor.Ops;
import org.scorewps.engine.training.CaptionStep;
import org.scorewps.engine.training.Gradients;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.training.Target;
import org.scorewps.engine.training.TrainableWeights;
import org.scorewps.engine.training.TrainingStep;
import org.scorewps.engine.training.data.CaptionedWindow;
import org.scorewps.engine.training.data.CaptionedWindows;
import org.scorewps.engine.training.data.TrainingObject;
import org.scorewps.engine.training.data.TrainingSample;

/**
 * Copies of a model that learn side by side, each from its part of the batch: data parallelism, in one process. They share
 * the weights' memory and have gradients of their own, which are summed in the copies' order. Many small operations keep
 * several cores busier so than operations that are divided among the cores one by one.
 */
final class Replicas implements AutoCloseable {
    /** Steps of a training are fewer than this, so that each replica has random numbers of its own. */
    private static final long STEPS = 1L << 32;

    private final NDManager manager;
    private final TrainConfig settings;
    private final ImageNormalization normalization;
    private final List<Replica> replicas = new ArrayList<>();
    private final ExecutorService threads;

    private record Replica(TrainableWeights weights, TrainingStep step, CaptionStep captions) {}

    /**
     * What captions teach in a step.
     *
     * @param windows where windows come from
     * @param text the words, a name for each class
     */
    record Captions(CaptionedWindows windows, TextEmbeddings text) {}

    /**
     * Makes the copies.
     *
     * @param weights the weights of the first one
     */
    Replicas(NDManager manager, Ops ops, TrainableWeights weights, ModelConfig model, TrainConfig settings) {
        this.manager = manager;
        this.settings = settings;
        normalization = new ImageNormalization(ops, model);
        for (int i = 0; i < settings.replicas(); i++) {
            TrainableWeights own = i == 0 ? weights : weights.replica();
            replicas.add(new Replica(
                    own,
                    new TrainingStep(ops, own.weights(), model, settings.losses(), (float) settings.dropout()),
                    new CaptionStep(ops, own.weights(), model)));
        }
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(replicas.size(), task -> {
            Thread thread = new Thread(
                    () -> {
                        // a setting of the thread: see TrainingSession
                        JniUtils.setGraphExecutorOptimize(false);
                        task.run();
                    },
                    "training-replica-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Forward and backward through a batch.
     *
     * @param batch as many pictures for each replica
     * @param captions what the tower learns of captions besides
     * @param step the step's number, from 0
     * @return the means over the replicas
     */
    TrainingStep.Result learn(
            List<TrainingSample> batch, TextEmbeddings text, Optional<Captions> captions, int step, boolean mixes) {
        replicas.forEach(replica -> replica.weights().zeroGradients());
        List<Target> targets = batch.stream().map(Replicas::target).toList();
        TrainingStep.Share share = new TrainingStep.Share(replicas.size(), TrainingStep.Share.objects(targets));
        int size = batch.size() / replicas.size();
        List<CompletableFuture<TrainingStep.Result>> results = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            int first = i * size;
            Replica replica = replicas.get(i);
            long place = (long) step * replicas.size() + i;
            SeededNumbers random = SeededNumbers.of(settings.seed(), SeededNumbers.Purpose.STEP, i * STEPS + step);
            results.add(CompletableFuture.supplyAsync(
                    () -> {
                        try (NDManager pass = manager.newSubManager()) {
                            NDArray image = normalization.forward(
                                    pass,
                                    batch.subList(first, first + size).stream()
                                            .map(TrainingSample::image)
                                            .toList());
                            TrainingStep.Result masks = replica.step()
                                    .run(
                                            image,
                                            text,
                                            targets.subList(first, first + size),
                                            share,
                                            mixes,
                                            random,
                                            Trace.NONE);
                            return captions.map(some -> learn(some, replica, pass, place, masks))
                                    .orElse(masks);
                        }
                    },
                    threads));
        }
        return mean(results);
    }

    private TrainingStep.Result learn(
            Captions captions, Replica replica, NDManager pass, long place, TrainingStep.Result masks) {
        double weight = settings.captions().weight();
        List<CaptionedWindow> batch =
                captions.windows().batch(settings.captions().batch() / replicas.size(), place);
        double loss = replica.captions().run(pass, batch, captions.text(), weight / replicas.size());
        Map<String, Double> losses = new LinkedHashMap<>(masks.losses());
        losses.put("captions", loss);
        return new TrainingStep.Result(masks.total() + weight * loss, losses);
    }

    /** Waits for all, also where one fails: they use memory that the caller frees. */
    private static TrainingStep.Result mean(List<CompletableFuture<TrainingStep.Result>> futures) {
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        double total = 0;
        Map<String, Double> losses = new LinkedHashMap<>();
        for (CompletableFuture<TrainingStep.Result> future : futures) {
            TrainingStep.Result result = future.join();
            total += result.total() / futures.size();
            result.losses().forEach((name, loss) -> losses.merge(name, loss / futures.size(), Double::sum));
        }
        return new TrainingStep.Result(total, losses);
    }

    /** A sample's masks are of the crop's size, which needs no padding. */
    private static Target target(TrainingSample sample) {
        List<TrainingObject> objects = sample.objects();
        return new Target(
                objects.stream().mapToInt(TrainingObject::classIndex).toArray(),
                objects.stream().map(TrainingObject::mask).toList(),
                sample.image().height(),
                sample.image().width());
    }

    /** The last batch's gradients by parameter; to be closed. */
    Map<String, NDArray> gradients() {
        return Gradients.sum(
                replicas.stream().map(replica -> replica.weights().trained()).toList());
    }

    /** Stops the threads; none is at work between batches. */
    @Override
    public void close() {
        threads.shutdown();
    }
}

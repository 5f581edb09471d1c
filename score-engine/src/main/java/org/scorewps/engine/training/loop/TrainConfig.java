package org.scorewps.engine.training.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.model.Variant;
import org.scorewps.engine.training.LossSettings;
import org.scorewps.engine.training.data.CaptionSettings;
import org.scorewps.engine.training.data.LargeScaleJitter;
import org.scorewps.engine.training.data.SceneSource;

/**
 * The settings of a training. {@link #example} is a file with all of them, explained, and their defaults.
 *
 * @param title one line about the trained model
 * @param variant the formulas that are trained
 * @param ablation single parts of them that are exchanged
 * @param freshContext whether the context's parts start anew instead of with the initial model's weights
 * @param inputScale how many times pictures are enlarged before the network; empty: as the initial model says
 * @param groundResolution what a pixel of the data covers, metres; empty: as the initial model says
 * @param queries how many objects a picture can show at most; empty: as the initial model says
 * @param freezeTowers whether the image towers of both CLIPs stay as they are
 * @param towerFactor the image towers' learning rate as part of the others', where they learn (Mask2Former's backbone
 *     multiplier)
 * @param classes the classes to learn, each with synonyms after commas; when empty the data's categories
 * @param leaveOut names of categories that are not learned
 * @param drawNames whether each step shows some of a class's names, drawn anew, in place of all
 * @param keepEmpty whether pictures without objects are learned from
 * @param rare pictures of a data set that show classes that less than this part of its pictures show are repeated
 * @param batchSize pictures in a step
 * @param iterations steps in all
 * @param learningRate base learning rate
 * @param weightDecay weight decay
 * @param clipNorm largest norm of the gradient over all parameters
 * @param schedule how the learning rate changes
 * @param losses weights and points of the losses
 * @param dilationCalls calls of a prediction head in which the dilation's kernel is learned
 * @param dropout dropout in Region-Aware Integration
 * @param captions what the general image tower learns of captions meanwhile
 * @param scenes the scenes, where training learns from generated ones
 * @param augmentation how pictures are changed
 * @param replicas copies of the model that learn side by side, each from its part of the batch
 * @param threads threads of the tensor library, of each replica
 * @param dataThreads threads that prepare pictures
 * @param seed of all random numbers
 * @param periods when something is written
 * @param evaluationImages pictures of an early evaluation, at most
 * @param keptCheckpoints checkpoints that are kept
 */
public record TrainConfig(
        String title,
        Formula variant,
        Ablation ablation,
        boolean freshContext,
        Optional<Integer> inputScale,
        Optional<Double> groundResolution,
        Optional<Integer> queries,
        boolean freezeTowers,
        double towerFactor,
        List<String> classes,
        List<String> leaveOut,
        boolean drawNames,
        boolean keepEmpty,
        double rare,
        int batchSize,
        int iterations,
        double learningRate,
        double weightDecay,
        double clipNorm,
        LearningRateSchedule schedule,
        LossSettings losses,
        int dilationCalls,
        double dropout,
        CaptionSettings captions,
        SceneSource scenes,
        LargeScaleJitter augmentation,
        int replicas,
        int threads,
        int dataThreads,
        int seed,
        Periods periods,
        int evaluationImages,
        int keptCheckpoints) {
    private static final int MOST_BATCH = 1024;
    private static final int MOST_ITERATIONS = 100_000_000;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_QUERIES = 1000;
    private static final int MOST_POINTS = 1 << 20;

    /** Formulas that can be trained. */
    public enum Formula {
        /** Those of the authors' released code. */
        RELEASED,
        /** Those of the paper's equations 6 and 7. */
        PAPER,
        /** FC-CLIP, without context. */
        BASELINE
    }

    /**
     * Copies the lists and checks the ranges.
     *
     * @throws InvalidInputException naming every value that is out of its range
     */
    public TrainConfig {
        classes = List.copyOf(classes);
        leaveOut = List.copyOf(leaveOut);
        List<String> problems = new ArrayList<>();
        groundResolution.ifPresent(metres -> range(problems, "ground_resolution", metres, 0.001, 100_000));
        queries.ifPresent(count -> range(problems, "queries", count, 1, MOST_QUERIES));
        range(problems, "batch_size", batchSize, 1, MOST_BATCH);
        range(problems, "rare", rare, 0, 1);
        range(problems, "iterations", iterations, 1, MOST_ITERATIONS);
        range(problems, "learning_rate", learningRate, Double.MIN_NORMAL, 1);
        range(problems, "tower_factor", towerFactor, 0, 10);
        range(problems, "weight_decay", weightDecay, 0, 1);
        range(problems, "clip_norm", clipNorm, Double.MIN_NORMAL, Float.MAX_VALUE);
        range(problems, "dilation_calls", dilationCalls, 0, Integer.MAX_VALUE);
        range(problems, "dropout", dropout, 0, 0.9);
        range(problems, "replicas", replicas, 1, MOST_THREADS);
        if (replicas > 0 && batchSize % replicas != 0) {
            problems.add("batch_size must be a multiple of replicas, not %d with %d".formatted(batchSize, replicas));
        }
        if (replicas > 0 && captions.batch() % replicas != 0) {
            problems.add("captions.batch must be a multiple of replicas, not %d with %d"
                    .formatted(captions.batch(), replicas));
        }
        if (captions.used() && freezeTowers) {
            problems.add(
                    "captions.weight must be 0 where freeze_towers is true: only a tower that learns can learn captions");
        }
        range(problems, "threads", threads, 1, MOST_THREADS);
        range(problems, "data_threads", dataThreads, 1, MOST_THREADS);
        range(problems, "evaluation_images", evaluationImages, 1, Integer.MAX_VALUE);
        range(problems, "kept_checkpoints", keptCheckpoints, 1, 1000);
        range(problems, "losses.class_weight", losses.classWeight(), 0, 1e6);
        range(problems, "losses.mask_weight", losses.maskWeight(), 0, 1e6);
        range(problems, "losses.dice_weight", losses.diceWeight(), 0, 1e6);
        range(problems, "losses.void_weight", losses.voidWeight(), 0, 1e6);
        range(problems, "losses.points", losses.points(), 1, MOST_POINTS);
        range(problems, "losses.oversampling", losses.oversampling(), 1, 100);
        range(problems, "losses.importance", losses.importance(), 0, 1);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("; ", problems));
        }
    }

    /**
     * Reads a YAML file; what it doesn't name has its default.
     *
     * @throws InvalidInputException when it can't be read, has an unknown key or a wrong value; the message has all of
     *     them
     */
    public static TrainConfig read(Path file) {
        return TrainConfigReader.read(file);
    }

    /** The default settings. */
    public static TrainConfig defaults() {
        return TrainConfigReader.of("the default settings", "{}");
    }

    /** A file with every key, explained, and its default. */
    public static String example() {
        return TrainConfigReader.example();
    }

    /** The variant that is trained. */
    public Variant modelVariant() {
        return ablation.of(
                switch (variant) {
                    case RELEASED -> Variant.RELEASED;
                    case PAPER -> Variant.PAPER;
                    case BASELINE -> Variant.BASELINE;
                });
    }

    /** The settings as they are for generated scenes: unless wanted otherwise, pictures keep their scale. */
    public TrainConfig forScenes() {
        return scenes.jitter() ? this : TrainConfigReader.with(this, augmentation.withoutScaling(scenes.size()));
    }

    private static void range(List<String> problems, String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            problems.add("%s must be %s to %s, not %s".formatted(name, plain(least), plain(most), plain(value)));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e12
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}

package org.scorewps.engine.training.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.SafetensorsFile;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.semantic.BytePairTokenizer;
import org.scorewps.engine.training.TextDistillation;

/**
 * Lets a model's text tower learn what phrases mean from a teacher's vectors of them. One phrase in fifty is kept back to
 * measure how words are placed that were never learned.
 */
public final class LanguageLearning {
    private static final String VECTORS = "vectors";
    private static final int HELD_BACK = 50;
    private static final int MEASURED = 512;

    private final List<String> phrases;
    private final Path vectors;
    private final long teacherWidth;

    /**
     * What came out.
     *
     * @param model the model
     * @param learned mean cosine to the targets of learned phrases
     * @param heldBack the same of phrases kept back
     */
    public record Outcome(ModelDirectory model, double learned, double heldBack) {}

    /**
     * Reads the phrases.
     *
     * @param phrases one a line
     * @param vectors safetensors with the teacher's {@code vectors} [lines, width]
     * @throws InvalidInputException when they can't be read or don't belong together
     */
    public LanguageLearning(Path phrases, Path vectors) {
        this.vectors = vectors;
        try {
            this.phrases = Files.readAllLines(phrases);
        } catch (IOException e) {
            throw new InvalidInputException("can't read " + phrases + ": " + e.getMessage(), e);
        }
        try (SafetensorsFile file = SafetensorsFile.open(vectors)) {
            TensorInfo info = file.info(VECTORS);
            if (info.shape().size() != 2 || info.shape().get(0) != this.phrases.size()) {
                throw new InvalidInputException("%s has vectors of shape %s for the %d lines of %s"
                        .formatted(vectors, info.shape(), this.phrases.size(), phrases));
            }
            teacherWidth = info.shape().get(1);
        } catch (IOException e) {
            throw new InvalidInputException("can't read " + vectors + ": " + e.getMessage(), e);
        }
    }

    /**
     * Learns.
     *
     * @param start the model to start from
     * @param out the directory to write the model to, not there yet
     * @param batch phrases learned from at once
     */
    public Outcome run(
            ModelDirectory start, Path out, PretrainingSettings settings, int batch, PretrainingListener listener)
            throws IOException {
        if (batch < 2) {
            throw new InvalidInputException(
                    "phrases are told apart from others in a batch: %d is too few for one".formatted(batch));
        }
        int width = start.config().architecture().embedDim();
        if (teacherWidth < width) {
            throw new InvalidInputException(
                    "%s has vectors of %d numbers, fewer than the model's %d".formatted(vectors, teacherWidth, width));
        }
        try (TowerSession session = new TowerSession(start, LanguageLearning::ofTextTower, settings.threads());
                NDManager held = session.manager().newSubManager()) {
            ModelConfig config = session.config();
            TextDistillation distillation =
                    new TextDistillation(session.ops(), session.weights().weights(), config.architecture());
            NDArray targets = targets(session, held);
            BytePairTokenizer tokenizer =
                    new BytePairTokenizer(config.architecture().textTower().contextLength());
            SplittableRandom random = new SplittableRandom(settings.seed());
            List<Integer> learned = indices(false);
            for (int step = 0; step < settings.steps(); step++) {
                try (NDManager pass = session.manager().newSubManager()) {
                    int[] rows = random.ints(batch, 0, learned.size())
                            .map(learned::get)
                            .distinct()
                            .toArray();
                    double loss =
                            distillation.run(pass, prompts(rows, tokenizer, config, random), pick(targets, rows, pass));
                    session.learn(settings.rate(step));
                    listener.step(step + 1, settings.steps(), loss);
                }
            }
            double known = measure(session, distillation, targets, tokenizer, learned);
            double unknown = measure(session, distillation, targets, tokenizer, indices(true));
            String what = "%d phrases, %d steps of %d, learning rate %s, seed %d"
                    .formatted(phrases.size(), settings.steps(), batch, settings.learningRate(), settings.seed());
            return new Outcome(session.save(out, "language", what), known, unknown);
        }
    }

    /** The general CLIP's text tower; its logit scale belongs to pictures. */
    private static boolean ofTextTower(String name) {
        return name.startsWith("backbone.clip_model.") && !name.contains(".visual.") && !name.endsWith("logit_scale");
    }

    private NDArray targets(TowerSession session, NDManager held) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(vectors);
                NDManager scope = held.newSubManager()) {
            TensorInfo info = file.info(VECTORS);
            NDArray all = scope.create(
                            file.data(VECTORS),
                            new Shape(info.shape().get(0), info.shape().get(1)),
                            DataType.FLOAT32)
                    .duplicate();
            NDArray targets = TextDistillation.targets(
                    session.ops(), all, session.config().architecture().embedDim());
            targets.attach(held);
            return targets;
        }
    }

    private List<Integer> indices(boolean heldBack) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            if (i % HELD_BACK == 0 == heldBack) {
                indices.add(i);
            }
        }
        return indices;
    }

    /** Half of the prompts are the bare phrase, the others put it into a template: both mean the same. */
    private int[][] prompts(int[] rows, BytePairTokenizer tokenizer, ModelConfig config, SplittableRandom random) {
        return Arrays.stream(rows)
                .mapToObj(row -> {
                    String template = random.nextBoolean()
                            ? "{}"
                            : config.templates()
                                    .get(random.nextInt(config.templates().size()));
                    return tokenizer.encode(template.replace("{}", phrases.get(row)));
                })
                .toArray(int[][]::new);
    }

    private static NDArray pick(NDArray targets, int[] rows, NDManager pass) {
        NDArray picked = targets.get(pass.create(rows));
        picked.attach(pass);
        return picked;
    }

    private double measure(
            TowerSession session,
            TextDistillation distillation,
            NDArray targets,
            BytePairTokenizer tokenizer,
            List<Integer> among) {
        int count = Math.min(MEASURED, among.size());
        int[] measured = IntStream.range(0, count)
                .map(i -> among.get((int) ((long) i * among.size() / count)))
                .toArray();
        try (NDManager pass = session.manager().newSubManager()) {
            int[][] prompts = Arrays.stream(measured)
                    .mapToObj(row -> tokenizer.encode(phrases.get(row)))
                    .toArray(int[][]::new);
            return distillation.agreement(pass, prompts, pick(targets, measured, pass));
        }
    }
}

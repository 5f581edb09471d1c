package org.scorewps.engine.training.pretraining;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ImageNormalization;
import org.scorewps.engine.network.semantic.BytePairTokenizer;
import org.scorewps.engine.training.ContrastiveStep;

/**
 * Lets both image towers learn from captioned pictures of generated scenes what the text tower, which stays as it is, has
 * words for: CLIP's pre-training, with a text tower that learned language before. The pictures show all classes, as the
 * pictures of CLIP's own training do; masks play no part.
 */
public final class PictureLearning {
    /** Added to the seed: scenes to measure on are others than those learned from. */
    private static final long MEASURED_SEED = 1_000_003;

    private static final int MEASURED_BATCHES = 8;
    /** Before, not all classes have been seen. */
    private static final int SKIPPED_BATCHES = 8;

    private PictureLearning() {}

    /** What learns. */
    public enum Part {
        /** Both image towers. */
        TOWERS,
        /**
         * The projection of the general tower's features into the space of words, and nothing that the network's masks
         * and classes are computed from: for a model whose towers learned to segment, so that words fit their features
         * again.
         */
        HEAD;

        private boolean learns(String name) {
            return name.equals("backbone.clip_model.logit_scale")
                    || (this == TOWERS
                            ? name.contains(".clip_model.visual.")
                            : name.startsWith("backbone.clip_model.visual.head.")
                                    || name.startsWith("backbone.clip_model.visual.trunk.head."));
        }
    }

    /**
     * What came out.
     *
     * @param model the model
     * @param recall share of unseen pictures that find their caption first among a batch's, by tower
     * @param chance the same by chance
     */
    public record Outcome(ModelDirectory model, ContrastiveStep.Result recall, double chance) {}

    /**
     * Learns.
     *
     * @param start the model to start from
     * @param part what learns
     * @param out the directory to write the model to, not there yet
     */
    public static Outcome run(
            ModelDirectory start, Part part, Path out, PretrainingSettings settings, PretrainingListener listener)
            throws IOException {
        try (TowerSession session = new TowerSession(start, part::learns, settings.threads())) {
            Pass pass = new Pass(session);
            try (ScenePictures pictures =
                    new ScenePictures(settings.seed(), session.config().templates())) {
                for (int step = 0; step < settings.steps(); step++) {
                    ContrastiveStep.Result loss = pass.run(pictures.next(), false);
                    session.learn(settings.rate(step));
                    listener.step(step + 1, settings.steps(), loss.general() + loss.context());
                }
            }
            double general = 0;
            double context = 0;
            double chance = 0;
            try (ScenePictures pictures = new ScenePictures(
                    settings.seed() + MEASURED_SEED, session.config().templates())) {
                for (int i = 0; i < SKIPPED_BATCHES; i++) {
                    pictures.next();
                }
                for (int i = 0; i < MEASURED_BATCHES; i++) {
                    List<CaptionedPicture> batch = pictures.next();
                    ContrastiveStep.Result recall = pass.run(batch, true);
                    general += recall.general() / MEASURED_BATCHES;
                    context += recall.context() / MEASURED_BATCHES;
                    chance += 1.0 / batch.size() / MEASURED_BATCHES;
                }
            }
            String what = "pictures of generated scenes, %d steps, learning rate %s, seed %d"
                    .formatted(settings.steps(), settings.learningRate(), settings.seed());
            return new Outcome(
                    session.save(out, part == Part.HEAD ? "pictures_head" : "pictures", what),
                    new ContrastiveStep.Result(general, context),
                    chance);
        }
    }

    private static final class Pass {
        private final TowerSession session;
        private final ContrastiveStep step;
        private final ImageNormalization normalization;
        private final BytePairTokenizer tokenizer;

        Pass(TowerSession session) {
            this.session = session;
            ModelConfig config = session.config();
            step = new ContrastiveStep(session.ops(), session.weights().weights(), config.architecture());
            normalization = new ImageNormalization(session.ops(), config);
            tokenizer = new BytePairTokenizer(config.architecture().textTower().contextLength());
        }

        ContrastiveStep.Result run(List<CaptionedPicture> batch, boolean measure) {
            int[][] tokens = batch.stream()
                    .map(picture -> tokenizer.encode(picture.caption()))
                    .toArray(int[][]::new);
            try (NDManager scope = session.manager().newSubManager()) {
                var image = normalization.forward(
                        scope, batch.stream().map(CaptionedPicture::picture).toList());
                return measure ? step.recall(image, tokens) : step.run(image, tokens);
            }
        }
    }
}

package org.scorewps.standalone.cli;

import java.util.List;
import java.util.Optional;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.evaluation.CocoCategory;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.EvaluationVocabulary;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.image.ShortestEdgeResize;
import org.scorewps.engine.vocabulary.Vocabulary;
import picocli.CommandLine.Option;

/** How a model is evaluated; a mixin. */
public final class EvaluationOptions {
    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            description =
                    "What to ask the model for: one class for each category, in the data set's order, separated by"
                            + " ';', synonyms by ','; default: the categories' names.")
    private Optional<String> classes;

    @Option(
            names = "--synonyms",
            description = "Ask for the categories by their synonyms too, where the data set has some (the list"
                    + " \"synonyms\" of a category, as in LVIS).")
    private boolean synonyms;

    @Option(
            names = "--alpha",
            paramLabel = "0..1",
            description =
                    "Weight of the out-of-vocabulary classifier for classes seen in training; default: the model's.")
    private Optional<Double> alpha;

    @Option(names = "--beta", paramLabel = "0..1", description = "The same for novel classes.")
    private Optional<Double> beta;

    @Option(
            names = "--split",
            defaultValue = "all",
            paramLabel = "WHICH",
            description = "Categories that the means are over: all (default), base (seen in training) or novel.")
    private EvaluationSettings.Split split;

    @Option(names = "--max-images", paramLabel = "N", description = "At most so many images; default: all.")
    private Optional<Integer> maxImages;

    @Option(
            names = "--max-instances",
            defaultValue = "300",
            paramLabel = "N",
            description = "Predictions an image, the best ones; default: 300.")
    private int maxInstances;

    @Option(
            names = "--min-score",
            defaultValue = "0",
            paramLabel = "0..1",
            description = "Leave out lower scores; default: 0, as COCO's measures want all.")
    private double minScore;

    @Option(
            names = "--nms",
            defaultValue = "1",
            paramLabel = "0..1",
            description =
                    "Leave out predictions whose mask has more than this intersection over union with a surer one of"
                            + " its class; the service does so with 0.5; default: 1, none, as in the paper.")
    private double suppression;

    @Option(
            names = "--shortest-side",
            paramLabel = "PIXELS",
            description = "Images are resized to this shortest side first; default: the model's tile size (512 of the"
                    + " published models, as in the paper's tests).")
    private Optional<Integer> shortestSide;

    @Option(
            names = "--longest-side",
            paramLabel = "PIXELS",
            description = "Unless the longest side would exceed this; default: 800 for 512, others in proportion.")
    private Optional<Integer> longestSide;

    @Option(names = "--semantic", description = "Measure semantic segmentation too (mIoU over the marked pixels).")
    private boolean semantic;

    /** For picocli. */
    public EvaluationOptions() {}

    /**
     * The settings, with the model's own values where none is given.
     *
     * @param categories the data set's
     */
    EvaluationSettings settings(ModelConfig model, List<CocoCategory> categories) {
        if (synonyms && classes.isPresent()) {
            throw new InvalidInputException("--synonyms and --classes can't both be given: --classes has the names");
        }
        ShortestEdgeResize usual = ShortestEdgeResize.to(shortestSide.orElse(model.tileSize()));
        return new EvaluationSettings(
                new InferenceSettings(alpha.orElse(model.alpha()), beta.orElse(model.beta()), minScore, maxInstances),
                new ShortestEdgeResize(usual.shortestEdge(), longestSide.orElse(usual.maxSize())),
                synonyms ? Optional.of(EvaluationVocabulary.withSynonyms(categories)) : classes.map(Vocabulary::parse),
                split,
                maxImages.orElse(Integer.MAX_VALUE),
                semantic,
                suppression);
    }
}

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
    /** Less sure instances of many tiles are too many to be made one, and hardly ever right. */
    private static final double TILED_MIN_SCORE = 0.05;

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
            paramLabel = "0..1",
            description = "Leave out lower scores; default: 0, as COCO's measures want all, and with --tiled 0.05.")
    private Optional<Double> minScore;

    @Option(
            names = "--tiled",
            description =
                    "Look at images as the service does, by its own process: overlapping tiles of the model's size,"
                            + " what they show made one, outlines. Images are as large as they are unless --shortest-side says"
                            + " otherwise.")
    private boolean tiled;

    @Option(
            names = "--crowded-tiles",
            paramLabel = "HOW",
            description =
                    "With --tiled: split (default), tiles with many objects are looked at again in parts; or once.")
    private Optional<String> crowdedTiles;

    @Option(
            names = "--nms",
            paramLabel = "0..1",
            description =
                    "Leave out predictions whose mask has more than this intersection over union with a surer one of"
                            + " its class; the service does so with 0.5; default: 1, none, as in the paper.")
    private Optional<Double> suppression;

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
        if (tiled && (semantic || suppression.isPresent())) {
            throw new InvalidInputException(
                    "--tiled can't be given with --semantic or --nms: the service finds instances,"
                            + " and leaves out duplicates by itself");
        }
        if (crowdedTiles.isPresent() && !tiled) {
            throw new InvalidInputException("--crowded-tiles needs --tiled: only the service looks at tiles");
        }
        return new EvaluationSettings(
                new InferenceSettings(
                        alpha.orElse(model.alpha()),
                        beta.orElse(model.beta()),
                        minScore.orElse(tiled ? TILED_MIN_SCORE : 0.0),
                        maxInstances),
                tiled && shortestSide.isEmpty() && longestSide.isEmpty()
                        ? Optional.empty()
                        : Optional.of(resize(model.tileSize())),
                synonyms ? Optional.of(EvaluationVocabulary.withSynonyms(categories)) : classes.map(Vocabulary::parse),
                split,
                maxImages.orElse(Integer.MAX_VALUE),
                semantic,
                suppression.orElse(1.0));
    }

    /** Whether images are looked at as the service does. */
    boolean tiled() {
        return tiled;
    }

    /** What the service does with tiles that show many objects; empty for its default. */
    Optional<String> crowdedTiles() {
        return crowdedTiles;
    }

    private ShortestEdgeResize resize(int tileSize) {
        ShortestEdgeResize usual = ShortestEdgeResize.to(shortestSide.orElse(tileSize));
        return new ShortestEdgeResize(usual.shortestEdge(), longestSide.orElse(usual.maxSize()));
    }
}

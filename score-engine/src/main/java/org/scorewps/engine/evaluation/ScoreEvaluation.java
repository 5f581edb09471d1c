package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.semantic.SeenClasses;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Runs a model over a data set and measures it: what is found in each picture is compared with its objects. Memory depends
 * on one picture, not on the data set.
 *
 * <p>The ground truth of semantic segmentation is made of the objects: pixels of none are ignored, and where objects
 * overlap the smaller one lies on top.
 */
public final class ScoreEvaluation {
    private final InstanceFinder finder;
    private final CocoDataset data;
    private final EvaluationSettings settings;
    private final Vocabulary vocabulary;
    private final boolean[] seen;

    /**
     * An evaluation of one look of the network at each picture.
     *
     * @throws InvalidInputException when the vocabulary doesn't fit, or no category belongs to the split
     */
    public ScoreEvaluation(ScoreModel model, CocoDataset data, EvaluationSettings settings) {
        this(new NetworkFinder(model, settings), model.config(), data, settings);
    }

    /**
     * An evaluation.
     *
     * @param finder looks at the pictures
     * @param model what it uses, which says what was seen in training
     * @throws InvalidInputException when the vocabulary doesn't fit, or no category belongs to the split
     */
    public ScoreEvaluation(InstanceFinder finder, ModelConfig model, CocoDataset data, EvaluationSettings settings) {
        this.finder = finder;
        this.data = data;
        this.settings = settings;
        List<CocoCategory> categories = data.categories();
        vocabulary = settings.vocabulary()
                .map(given -> EvaluationVocabulary.check(given, categories))
                .orElseGet(() -> EvaluationVocabulary.of(categories));
        SeenClasses trained = new SeenClasses(model.trainClasses());
        seen = new boolean[categories.size()];
        for (int k = 0; k < seen.length; k++) {
            seen[k] = trained.seen(vocabulary.classes().get(k));
        }
        if (IntStream.range(0, seen.length).noneMatch(this::inSplit)) {
            throw new InvalidInputException("no category of %s is %s"
                    .formatted(
                            data.file(),
                            settings.split() == EvaluationSettings.Split.BASE
                                    ? "one of the model's training classes"
                                    : "new to the model"));
        }
        if (settings.semantic() && seen.length > SemanticIou.IGNORED) {
            throw new InvalidInputException("semantic segmentation is measured for at most %d categories, not %d"
                    .formatted(SemanticIou.IGNORED, seen.length));
        }
    }

    /** Whether the means are over a category, too. */
    private boolean inSplit(int category) {
        return settings.split().has(seen[category]);
    }

    /** The class names that the model is asked for. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The measures of one run, which pictures are added to. */
    private record Measures(MaskAveragePrecision precision, LookAlikes lookAlikes, Optional<SemanticIou> semantic) {}

    /**
     * Evaluates.
     *
     * @throws InvalidInputException when a picture is damaged that the data set doesn't leave out, or all are
     */
    public EvaluationReport run(EvaluationListener listener) {
        long start = System.nanoTime();
        Measures measures = new Measures(
                new MaskAveragePrecision(seen.length, settings.inference().maxInstances()),
                new LookAlikes(),
                settings.semantic() ? Optional.of(new SemanticIou(seen.length)) : Optional.empty());
        List<CocoImage> images = data.images()
                .subList(0, Math.min(settings.maxImages(), data.images().size()));
        int imageCount = 0;
        int objectCount = 0;
        long predictionCount = 0;
        for (int i = 0; i < images.size(); i++) {
            CocoImage image = images.get(i);
            Optional<ImageTile> tile = data.tile(image);
            if (tile.isEmpty()) {
                continue; // damaged, and to be left out
            }
            ImageTile picture = tile.get();
            imageCount++;
            List<GroundTruth> objects = data.objects(image);
            List<Prediction> predictions =
                    finder.find(picture, vocabulary, measures.semantic().map(iou -> map -> count(iou, map, objects)));
            measures.precision().add(objects, predictions);
            measures.lookAlikes().add(objects, predictions);
            objectCount += (int) objects.stream().filter(one -> !one.crowd()).count();
            predictionCount += predictions.size();
            listener.evaluated(i + 1, images.size(), picture, objects, predictions);
        }
        if (imageCount == 0) {
            throw new InvalidInputException(data.file() + ": none of its images can be read: "
                    + data.leftOut().orElse("there is none"));
        }
        return report(measures, imageCount, objectCount, predictionCount, (System.nanoTime() - start) / 1e9);
    }

    private static void count(SemanticIou iou, SemanticMap map, List<GroundTruth> objects) {
        int[] labels = new int[map.width() * map.height()];
        Arrays.fill(labels, SemanticIou.IGNORED);
        objects.stream()
                .sorted(Comparator.comparingInt((GroundTruth one) -> -one.mask().area()))
                .forEach(one -> paint(labels, one));
        for (int p = 0; p < labels.length; p++) {
            if (labels[p] != SemanticIou.IGNORED) {
                iou.add(labels[p], map.best(p % map.height(), p / map.height()));
            }
        }
    }

    /** Labels, column by column, as masks are. */
    private static void paint(int[] labels, GroundTruth object) {
        int[] counts = object.mask().counts();
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            if (i % 2 == 1) {
                Arrays.fill(labels, at, at + counts[i], object.category());
            }
            at += counts[i];
        }
    }

    private EvaluationReport report(Measures measures, int images, int objects, long predictions, double seconds) {
        int most = settings.inference().maxInstances();
        Map<Integer, MaskAveragePrecision.Summary> means = new LinkedHashMap<>();
        for (int count : new int[] {Math.min(100, most), most}) {
            means.put(count, measures.precision().summary(count, this::inSplit));
        }
        List<EvaluationReport.Category> categories = new ArrayList<>();
        for (int k = 0; k < seen.length; k++) {
            int category = k;
            categories.add(new EvaluationReport.Category(
                    data.categories().get(k),
                    vocabulary.classes().get(k).names(),
                    seen[k],
                    inSplit(k),
                    measures.precision().objects(k),
                    measures.precision().summary(most, i -> i == category),
                    measures.semantic().map(iou -> iou.iou(category)).orElseGet(OptionalDouble::empty)));
        }
        return new EvaluationReport(
                images,
                objects,
                predictions,
                means,
                categories,
                measures.semantic().map(iou -> new EvaluationReport.Semantic(iou.mean(), iou.pixelAccuracy())),
                measures.lookAlikes().results(),
                seconds);
    }
}

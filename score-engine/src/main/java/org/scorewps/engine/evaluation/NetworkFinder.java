package org.scorewps.engine.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.network.PictureResults;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * One look of the network at the whole picture, as in the paper's tests: it is resized for the network, and found masks are
 * resized to the picture's own size before they are scored and cut.
 */
final class NetworkFinder implements InstanceFinder {
    private final ScoreModel model;
    private final EvaluationSettings settings;

    NetworkFinder(ScoreModel model, EvaluationSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    @Override
    public List<Prediction> find(ImageTile picture, Vocabulary vocabulary, Optional<Consumer<SemanticMap>> classes) {
        return model.results(
                settings.seen(picture),
                picture.width(),
                picture.height(),
                vocabulary,
                settings.inference(),
                results -> {
                    classes.ifPresent(taker -> taker.accept(results.semantic()));
                    return MaskSuppression.without(predictions(results, picture), settings.suppression());
                });
    }

    private static List<Prediction> predictions(PictureResults results, ImageTile picture) {
        List<Prediction> predictions = new ArrayList<>();
        results.instances((columns, classes) -> {
            RunLengthMask mask = RunLengthMask.ofColumns(picture.height(), picture.width(), columns);
            classes.forEach(one -> predictions.add(new Prediction(one.classIndex(), one.score(), mask)));
        });
        predictions.sort(Comparator.comparingDouble(one -> -one.score()));
        return predictions;
    }
}

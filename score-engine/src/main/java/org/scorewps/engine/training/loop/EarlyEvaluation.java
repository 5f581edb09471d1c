package org.scorewps.engine.training.loop;

import ai.djl.Device;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.MaskAveragePrecision;
import org.scorewps.engine.evaluation.ScoreEvaluation;
import org.scorewps.engine.model.ModelConfig;
import org.scorewps.engine.network.ScoreModel;
import org.scorewps.engine.network.image.ShortestEdgeResize;

/** Measures the model in training on some validation pictures, as the network will see them: scaled to the crop. */
final class EarlyEvaluation {
    private static final int MOST_INSTANCES = 100;

    private final CocoDataset data;
    private final EvaluationSettings settings;
    private final TrainingLog log;

    /** @param log gets a row for each evaluation */
    EarlyEvaluation(CocoDataset data, ModelConfig model, TrainConfig training, TrainingLog log) {
        this.data = data;
        this.log = log;
        settings = new EvaluationSettings(
                new InferenceSettings(model.alpha(), model.beta(), 0, MOST_INSTANCES),
                Optional.of(ShortestEdgeResize.to(training.augmentation().crop())),
                Optional.empty(),
                EvaluationSettings.Split.ALL,
                training.evaluationImages(),
                false,
                1);
    }

    /** Evaluates a model. */
    EvaluationReport run(int step, ModelDirectory directory, Device device, TrainingListener listener)
            throws IOException {
        EvaluationReport report;
        try (ScoreModel model = ScoreModel.load(directory, device)) {
            report = new ScoreEvaluation(model, data, settings)
                    .run((done, total, picture, objects, predictions) -> listener.evaluating(done, total));
        }
        MaskAveragePrecision.Summary all = report.means().get(MOST_INSTANCES);
        Map<String, OptionalDouble> row = new LinkedHashMap<>();
        row.put("ap", all.ap());
        row.put("ap50", all.ap50());
        row.put("ap75", all.ap75());
        row.put("ap_small", all.apSmall());
        row.put("ap_medium", all.apMedium());
        row.put("ap_large", all.apLarge());
        log.add(step, row);
        listener.evaluated(step, report);
        return report;
    }
}

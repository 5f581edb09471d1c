package org.scorewps.engine.training.loop;

import java.util.Optional;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.evaluation.EvaluationReport;

/**
 * What a training did.
 *
 * @param model the trained model
 * @param steps steps in all, those before a resume too
 * @param pictures pictures that this run learned from
 * @param seconds time of this run's steps
 * @param waitedSeconds the part of it in which the step waited for pictures
 * @param firstLoss mean loss of the first log period of all
 * @param lastLoss mean loss of the last log period
 * @param evaluation of the trained model, where there is validation data
 */
public record TrainingSummary(
        ModelDirectory model,
        int steps,
        long pictures,
        double seconds,
        double waitedSeconds,
        double firstLoss,
        double lastLoss,
        Optional<EvaluationReport> evaluation) {}

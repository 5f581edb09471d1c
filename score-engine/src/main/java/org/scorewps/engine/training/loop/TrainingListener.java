package org.scorewps.engine.training.loop;

import org.scorewps.engine.evaluation.EvaluationReport;

/**
 * Watches a training. What it throws ends the training; after a {@link java.util.concurrent.CancellationException} a
 * checkpoint is there to go on from.
 */
public interface TrainingListener {
    /** Called after each step. */
    void trained(TrainingProgress progress);

    /**
     * Called after each picture of an early evaluation.
     *
     * @param done pictures done
     * @param total pictures in all
     */
    void evaluating(int done, int total);

    /**
     * Called after an early evaluation.
     *
     * @param step steps done
     */
    void evaluated(int step, EvaluationReport report);
}

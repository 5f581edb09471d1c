package org.scorewps.engine.training.pretraining;

/** Watches a pre-training. What it throws ends it. */
@FunctionalInterface
public interface PretrainingListener {
    /**
     * Called after each step.
     *
     * @param step steps done
     * @param steps steps in all
     * @param loss of the step's batch
     */
    void step(int step, int steps, double loss);
}

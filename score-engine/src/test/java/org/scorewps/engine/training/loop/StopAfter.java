package org.scorewps.engine.training.loop;

import java.util.concurrent.CancellationException;
import org.scorewps.engine.evaluation.EvaluationReport;

/** Stops a training after a step. */
final class StopAfter implements TrainingListener {
    private final int last;
    private final RuntimeException end;

    StopAfter(int last) {
        this(last, new CancellationException());
    }

    StopAfter(int last, RuntimeException end) {
        this.last = last;
        this.end = end;
    }

    @Override
    public void trained(TrainingProgress progress) {
        if (progress.step() == last && last < progress.iterations()) {
            throw end;
        }
    }

    @Override
    public void evaluating(int done, int total) {
        throw new AssertionError("there is no validation data");
    }

    @Override
    public void evaluated(int step, EvaluationReport report) {
        throw new AssertionError("there is no validation data");
    }
}

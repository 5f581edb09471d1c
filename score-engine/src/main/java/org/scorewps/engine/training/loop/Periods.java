package org.scorewps.engine.training.loop;

import org.scorewps.engine.InvalidInputException;

/**
 * After how many steps something is done; 0 for never.
 *
 * @param log losses are written
 * @param checkpoint a checkpoint is written
 * @param evaluation the model is evaluated
 */
public record Periods(int log, int checkpoint, int evaluation) {
    /** Checks the numbers. */
    public Periods {
        if (log < 1 || checkpoint < 0 || evaluation < 0) {
            throw new InvalidInputException(
                    "log must be at least 1, checkpoint and evaluation at least 0, not %d, %d and %d"
                            .formatted(log, checkpoint, evaluation));
        }
    }

    /** Whether a step ends a period. */
    static boolean due(int period, int step) {
        return period > 0 && step % period == 0;
    }
}

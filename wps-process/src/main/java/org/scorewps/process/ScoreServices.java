package org.scorewps.process;

import java.util.function.Supplier;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.process.scene.StatisticsCache;

/**
 * What the processes work with.
 *
 * @param engine gives the engine, starting it at the first call; may throw
 *     {@link org.scorewps.engine.InvalidInputException} with the reason why it can't start
 * @param coverages where layers come from
 * @param limits what one request may use
 * @param statistics what earlier requests found out about coverages
 */
public record ScoreServices(
        Supplier<SegmentationEngine> engine,
        CoverageSource coverages,
        ProcessLimits limits,
        StatisticsCache statistics) {
    private static final int COVERAGES = 1000;

    /** Services that know nothing of earlier requests yet. */
    public ScoreServices(Supplier<SegmentationEngine> engine, CoverageSource coverages, ProcessLimits limits) {
        this(engine, coverages, limits, new StatisticsCache(COVERAGES));
    }
}

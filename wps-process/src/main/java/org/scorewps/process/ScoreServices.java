package org.scorewps.process;

import java.util.function.Supplier;
import org.scorewps.engine.SegmentationEngine;

/**
 * What the processes work with.
 *
 * @param engine gives the engine, starting it at the first call; may throw
 *     {@link org.scorewps.engine.InvalidInputException} with the reason why it can't start
 * @param coverages where layers come from
 * @param limits what one request may use
 */
public record ScoreServices(Supplier<SegmentationEngine> engine, CoverageSource coverages, ProcessLimits limits) {}

package org.scorewps.process;

import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.SceneLimits;

/**
 * A request that is planned and within the limits.
 *
 * @param request what the client asked for
 * @param plan how it is run
 * @param engine what looks at the tiles
 * @param limits what it may use
 */
record PlannedRequest(
        SegmentationRequest request, SegmentationPlan plan, SegmentationEngine engine, ProcessLimits limits) {
    /**
     * Plans.
     *
     * @throws org.scorewps.engine.InvalidInputException when the request doesn't fit the raster, or exceeds a limit
     */
    static PlannedRequest of(
            GridCoverage2D raster, SegmentationRequest request, ScoreServices services, Progress progress) {
        SegmentationEngine engine = services.engine().get();
        ProcessLimits limits = services.limits();
        SegmentationPlan plan = SegmentationPlan.of(
                raster, request, engine, new SceneLimits(limits.maxPixels()), services.statistics());
        try {
            new Estimator(engine, limits, progress).guard(plan, request.vocabulary());
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        }
        return new PlannedRequest(request, plan, engine, limits);
    }

    /** The raster, or the part of it. */
    Scene scene() {
        return plan.scene();
    }

    /** Takes a place in the engine; the caller's to close. */
    SegmentationSession open() {
        return engine.open(plan.model().name(), request.vocabulary(), CloserLooks.settings(plan));
    }
}

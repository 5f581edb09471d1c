package org.scorewps.process;

import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.semantic.ClassMosaic;
import org.scorewps.process.semantic.ClassRaster;

/** Finds the classes of the pixels of a planned request. */
final class SemanticRun {
    private final PlannedRequest planned;
    private final ClassFrame frame;
    private final TileFailures failures;
    private final TileRun run;

    SemanticRun(PlannedRequest planned, Progress progress) {
        this.planned = planned;
        frame = new ClassFrame(planned);
        failures = new TileFailures(planned.request().failedTiles());
        run = new TileRun(
                planned.scene(),
                planned.plan().pyramid().finestOnly(),
                SemanticSegmenter.inFlight(planned),
                progress,
                failures);
    }

    /** Runs. */
    GridCoverage2D classes() {
        ClassRaster raster = frame.raster();
        boolean complete = false;
        try (SegmentationSession session = planned.open();
                ClassMosaic mosaic = frame.mosaic(raster, any -> true)) {
            run.run("score-mosaic", new SemanticSegmenter(planned.plan(), session, mosaic));
            complete = true;
            return frame.coverage(raster);
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        } finally {
            if (!complete) {
                raster.close();
            }
        }
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }
}

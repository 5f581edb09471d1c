package org.scorewps.process;

import org.geotools.data.simple.SimpleFeatureCollection;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.process.vector.Provenance;

/** Finds the objects of a planned request. */
final class InstanceRun {
    private final PlannedRequest planned;
    private final Provenance provenance;
    private final TileFailures failures;
    private final TileRun run;

    /** @param source name of the raster */
    InstanceRun(PlannedRequest planned, String source, Progress progress) {
        this.planned = planned;
        provenance = Provenance.now(planned.plan().model(), source);
        failures = new TileFailures(planned.request().failedTiles());
        run = new TileRun(
                planned.scene(), planned.plan().pyramid(), planned.limits().tilesInFlight(), progress, failures);
    }

    /** Runs. */
    SimpleFeatureCollection instances() {
        try (SegmentationSession session = planned.open();
                FoundInstances found = new FoundInstances(planned, session, provenance)) {
            run.run("score-vectorizer", new InstanceSegmenter(planned.plan(), session, run::checkCancelled, found));
            return found.give();
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        }
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }
}

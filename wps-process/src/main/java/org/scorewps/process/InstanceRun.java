package org.scorewps.process;

import java.util.BitSet;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.vector.InstanceCollection;
import org.scorewps.process.vector.InstanceFeatures;
import org.scorewps.process.vector.InstanceStore;
import org.scorewps.process.vector.Provenance;

/** Finds the objects of a planned request. */
final class InstanceRun {
    private final PlannedRequest planned;
    private final Provenance provenance;
    private final Progress progress;
    private final TileFailures failures;

    /** @param source name of the raster */
    InstanceRun(PlannedRequest planned, String source, Progress progress) {
        this.planned = planned;
        this.progress = progress;
        provenance = Provenance.now(planned.plan().model(), source);
        failures = new TileFailures(planned.request().failedTiles());
    }

    /** Runs. */
    SimpleFeatureCollection instances() {
        InstanceStore found = new InstanceStore();
        boolean complete = false;
        try (SegmentationSession session = planned.open()) {
            SegmentationRequest request = planned.request();
            InstanceFeatures features = new InstanceFeatures(
                    planned.scene(),
                    request.vocabulary(),
                    novel(session, request.vocabulary())::get,
                    request.form(),
                    request.outlines(planned.scene()),
                    provenance);
            new InstanceSegmenter(planned, session, progress, failures, instance -> features.inRegion(instance)
                            .ifPresent(found::add))
                    .run();
            complete = true;
            return new InstanceCollection(
                    found,
                    features,
                    request.maxInstances().orElse(planned.limits().maxInstances()));
        } catch (InterruptedException stopped) {
            throw Failures.stopping(stopped);
        } finally {
            if (!complete) {
                found.close();
            }
        }
    }

    /** What wasn't looked at. */
    TileFailures failures() {
        return failures;
    }

    /** The session ends before the features are asked for it. */
    private static BitSet novel(SegmentationSession session, Vocabulary vocabulary) {
        BitSet novel = new BitSet();
        for (int i = 0; i < vocabulary.size(); i++) {
            novel.set(i, session.novel(i));
        }
        return novel;
    }
}

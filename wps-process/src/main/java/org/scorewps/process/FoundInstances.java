package org.scorewps.process;

import java.util.BitSet;
import java.util.function.Consumer;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.InstanceCollection;
import org.scorewps.process.vector.InstanceFeatures;
import org.scorewps.process.vector.InstanceStore;
import org.scorewps.process.vector.Provenance;

/** Takes the objects of a request as they are found, no more than its limit, and makes features of them. */
final class FoundInstances implements Consumer<Instance>, AutoCloseable {
    private final InstanceStore store = new InstanceStore();
    private final InstanceFeatures features;
    private final ProcessLimits limits;
    private final int most;
    private long count;
    private boolean given;

    FoundInstances(PlannedRequest planned, SegmentationSession session, Provenance provenance) {
        SegmentationRequest request = planned.request();
        limits = planned.limits();
        most = request.maxInstances().orElse(limits.maxInstances());
        features = new InstanceFeatures(
                planned.scene(),
                request.vocabulary(),
                novel(session, request.vocabulary())::get,
                request.form(),
                request.outlines(planned.scene()),
                provenance);
    }

    @Override
    public void accept(Instance instance) {
        count++;
        limits.checkInstances(count);
        features.inRegion(instance).ifPresent(store::add);
    }

    /** The features, until this is closed. */
    InstanceCollection collection() {
        return new InstanceCollection(store, features, most);
    }

    /** The features, which stay when this is closed. */
    SimpleFeatureCollection give() {
        return give(collection());
    }

    /** The same of some of them. */
    SimpleFeatureCollection give(InstanceCollection some) {
        given = true;
        return some;
    }

    /** Forgets the objects, unless they were given away. */
    @Override
    public void close() {
        if (!given) {
            store.close();
        }
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

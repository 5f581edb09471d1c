package org.scorewps.engine.pool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.scorewps.engine.EngineSettings;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.TileCost;
import org.scorewps.engine.network.semantic.SeenClasses;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that runs models in this process. */
public final class LocalEngine implements SegmentationEngine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);
    private static final Duration LAST_BATCHES = Duration.ofMinutes(1);

    private final Optional<String> defaultModel;
    private final MeteredLoader loader;
    private final int workers;
    private final ModelCatalog catalog;
    private final ModelStore store;
    private final EnginePool pool;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts the workers; models are loaded when they are needed.
     *
     * @param settings where the models are, and how much may run at the same time
     * @param loader loads models
     */
    public LocalEngine(EngineSettings settings, SegmenterLoader loader) {
        this.loader = new MeteredLoader(loader);
        workers = settings.workers() == 0 ? loader.workers() : settings.workers();
        defaultModel = settings.defaultModel();
        catalog = new ModelCatalog(settings.models());
        store = new ModelStore(this.loader);
        pool = new EnginePool(
                workers, settings.queuedTiles(), settings.maxSessions(), loader.maxBatch(), loader::prepareThread);
    }

    @Override
    public List<ModelInfo> models() {
        return catalog.entries().values().stream()
                .map(entry -> entry.directory().info())
                .toList();
    }

    @Override
    public String device() {
        return loader.device();
    }

    @Override
    public ModelInfo model(Optional<String> name) {
        return name.or(() -> defaultModel)
                .map(catalog::entry)
                .orElseGet(catalog::first)
                .directory()
                .info();
    }

    @Override
    public SegmentationSession open(String model, Vocabulary vocabulary, InferenceSettings settings) {
        ModelCatalog.Entry entry = catalog.entry(model);
        pool.admit();
        boolean opened = false;
        try {
            ModelStore.Lease lease = store.lease(entry);
            SeenClasses seenClasses = new SeenClasses(entry.directory().config().trainClasses());
            SegmentationSession session =
                    new PooledSession(pool, lease.segmenter(), vocabulary, settings, seenClasses, () -> {
                        lease.close();
                        pool.release();
                    });
            opened = true;
            return session;
        } finally {
            if (!opened) {
                pool.release();
            }
        }
    }

    @Override
    public TileCost cost(String model, int width, int height) {
        ModelCatalog.Entry entry = catalog.entry(model);
        RunningMean mean = loader.mean(model, width, height);
        long activations = loader.activationBytes(entry.directory(), width, height);
        return new TileCost(
                workers,
                loader.maxBatch(),
                mean.secondsPerTile(),
                mean.secondsPerBatch(),
                mean.tiles(),
                activations == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                entry.version().weightsSize() + (long) workers * loader.maxBatch() * activations));
    }

    /** What the workers have done and are doing. */
    public PoolStatistics statistics() {
        return pool.statistics();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        pool.close();
        if (pool.awaitEnd(LAST_BATCHES)) {
            store.close();
        } else {
            LOG.warn("a worker is still busy after {}: its model stays in memory", LAST_BATCHES);
        }
    }
}

package org.scorewps.engine.pool;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SegmentationSession;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.network.semantic.SeenClasses;
import org.scorewps.engine.vocabulary.Vocabulary;

/** A request whose tiles go through the pool. */
final class PooledSession implements SegmentationSession {
    private final EnginePool pool;
    private final Segmenter segmenter;
    private final Vocabulary vocabulary;
    private final InferenceSettings settings;
    private final SeenClasses seenClasses;
    private final Runnable onClose;
    private final Set<TileTask<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param onClose called once, after the last tile was cancelled */
    PooledSession(
            EnginePool pool,
            Segmenter segmenter,
            Vocabulary vocabulary,
            InferenceSettings settings,
            SeenClasses seenClasses,
            Runnable onClose) {
        this.pool = pool;
        this.segmenter = segmenter;
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.seenClasses = seenClasses;
        this.onClose = onClose;
    }

    @Override
    public CompletableFuture<List<Detection>> submit(ImageTile tile) throws InterruptedException {
        return submit(Inference.INSTANCES, tile);
    }

    @Override
    public CompletableFuture<SemanticMap> submitSemantic(ImageTile tile) throws InterruptedException {
        return submit(Inference.CLASS_SCORES, tile);
    }

    @Override
    public CompletableFuture<TileFindings> submitBoth(ImageTile tile) throws InterruptedException {
        return submit(Inference.BOTH, tile);
    }

    private <R> CompletableFuture<R> submit(Inference<R> inference, ImageTile tile) throws InterruptedException {
        TileTask<R> task = pool.task(
                this,
                new TileTask.Kind<>(inference, segmenter, vocabulary, settings, tile.width(), tile.height()),
                tile);
        CompletableFuture<R> result = task.result();
        open.add(task);
        CompletableFuture<?> unused = result.whenComplete((answer, failure) -> open.remove(task));
        if (closed.get()) { // only now: whatever is added before closing is cancelled by it
            result.cancel(false);
        } else {
            pool.submit(task);
        }
        return result;
    }

    @Override
    public boolean novel(int classIndex) {
        Objects.checkIndex(classIndex, vocabulary.size());
        return !seenClasses.seen(vocabulary.classes().get(classIndex));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            List.copyOf(open).forEach(task -> task.result().cancel(false));
            onClose.run();
        }
    }
}

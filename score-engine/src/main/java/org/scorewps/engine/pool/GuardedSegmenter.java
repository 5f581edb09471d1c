package org.scorewps.engine.pool;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.scorewps.engine.Detection;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.SemanticMap;
import org.scorewps.engine.TileFindings;
import org.scorewps.engine.vocabulary.Vocabulary;

/**
 * Frees a model only when no worker is inside it: a session may be closed while a batch of its (cancelled) tiles is
 * still computed, and freeing native memory that is in use would end the whole JVM.
 */
final class GuardedSegmenter implements Segmenter {
    private final Segmenter segmenter;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    GuardedSegmenter(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    @Override
    public List<List<Detection>> detect(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return inside(() -> segmenter.detect(tiles, vocabulary, settings));
    }

    @Override
    public List<SemanticMap> classScores(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return inside(() -> segmenter.classScores(tiles, vocabulary, settings));
    }

    @Override
    public List<TileFindings> findings(List<ImageTile> tiles, Vocabulary vocabulary, InferenceSettings settings) {
        return inside(() -> segmenter.findings(tiles, vocabulary, settings));
    }

    private <R> R inside(Supplier<R> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is no longer in memory");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                segmenter.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}

package org.scorewps.process;

import java.util.Optional;
import java.util.function.Supplier;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SegmentationEngine;

/**
 * An engine that starts with the first request that needs it. When starting fails, that request is told why and the next
 * one tries again: an administrator can put things right without a restart.
 */
public final class LazyEngine implements Supplier<SegmentationEngine>, AutoCloseable {
    private final Supplier<SegmentationEngine> starter;
    private Optional<SegmentationEngine> engine = Optional.empty();
    private boolean closed;

    /** @param starter starts the engine, or throws with the reason why it can't */
    public LazyEngine(Supplier<SegmentationEngine> starter) {
        this.starter = starter;
    }

    @Override
    public synchronized SegmentationEngine get() {
        if (closed) {
            throw new InvalidInputException("the server is stopping");
        }
        if (engine.isEmpty()) {
            engine = Optional.of(starter.get());
        }
        return engine.get();
    }

    /** Whether the engine was needed so far. */
    public synchronized boolean started() {
        return engine.isPresent();
    }

    /** Stops the engine if it was started; later requests are refused. */
    @Override
    public synchronized void close() {
        closed = true;
        engine.ifPresent(SegmentationEngine::close);
        engine = Optional.empty();
    }
}

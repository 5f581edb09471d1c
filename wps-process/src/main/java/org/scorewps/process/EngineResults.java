package org.scorewps.process;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.geotools.process.ProcessException;

/** Waits for what the engine was asked for. */
final class EngineResults {
    private static final long POLL_MILLISECONDS = 200;

    private EngineResults() {}

    /**
     * Waits for a result.
     *
     * @param checkpoint is run while waiting, and ends it by what it throws
     * @throws ExecutionException with what went wrong in the engine as cause
     * @throws ProcessException when the result was cancelled: its session is closed
     */
    static <T> T await(Future<T> result, Runnable checkpoint) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return result.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                checkpoint.run();
            } catch (CancellationException closed) {
                throw new ProcessException("the engine was stopped", closed);
            }
        }
    }
}

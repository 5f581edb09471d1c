package org.scorewps.standalone.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a command clean up when the user stops the program (Ctrl-C, SIGTERM): between {@link #open} and {@link #close}
 * the program's end waits until the command, which learns of it by {@link #check}, has left its block.
 */
public final class ShutdownGuard implements AutoCloseable {
    private static final long MAX_WAIT_SECONDS = 10;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "shutdown-guard");

    private ShutdownGuard() {}

    /** Starts to guard. */
    public static ShutdownGuard open() {
        ShutdownGuard guard = new ShutdownGuard();
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /**
     * Goes on, or stops the command.
     *
     * @throws CancellationException when the program is being stopped
     */
    public void check() {
        if (stopping.get()) {
            throw new CancellationException("stopped");
        }
    }

    @Override
    public void close() {
        left.countDown();
        if (!stopping.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the program began to end this very moment; the hook waits for nothing any more
                stopping.set(true);
            }
        }
    }

    private void stop() {
        stopping.set(true);
        try {
            if (!left.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("stopped before everything was cleaned up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

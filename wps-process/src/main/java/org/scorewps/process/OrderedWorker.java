package org.scorewps.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread that does tasks in their order, and never has more of them than there is room for. The first failure stops
 * it; whoever hands over or waits for tasks gets it.
 */
final class OrderedWorker implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 200;

    private final Semaphore room;
    private final ExecutorService thread;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** A task that may fail in any way. */
    interface Task {
        void run() throws Exception;
    }

    /** @param capacity tasks that wait or run at most */
    OrderedWorker(String name, int capacity) {
        room = new Semaphore(capacity);
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Waits until there is room for a task.
     *
     * @param checkpoint is run while waiting, and ends it by what it throws
     */
    void awaitRoom(Runnable checkpoint) throws InterruptedException {
        while (!room.tryAcquire(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            rethrow();
            checkpoint.run();
        }
        rethrow();
    }

    /** Hands a task over, for which there must be room. */
    void submit(Task task) {
        Future<?> unused = thread.submit(guarded(task));
    }

    private Callable<Void> guarded(Task task) {
        return () -> {
            try {
                if (failure.get() == null) {
                    task.run();
                }
            } catch (Throwable problem) { // goes to the thread that waits
                failure.compareAndSet(null, problem);
            } finally {
                room.release();
            }
            return null;
        };
    }

    /** Waits until all tasks are done. */
    void finish(Runnable checkpoint) throws InterruptedException {
        Future<?> last = thread.submit(() -> {});
        while (true) {
            try {
                last.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                rethrow();
                return;
            } catch (TimeoutException stillRunning) {
                checkpoint.run();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private void rethrow() throws InterruptedException {
        Throwable problem = failure.get();
        if (problem instanceof InterruptedException) {
            throw new InterruptedException();
        } else if (problem instanceof Error error) {
            throw error;
        } else if (problem instanceof RuntimeException exception) {
            throw exception;
        } else if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    /** Drops what waits and stops the thread; returns when it has ended. */
    @Override
    public void close() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            thread.shutdownNow();
            try {
                ended = thread.awaitTermination(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

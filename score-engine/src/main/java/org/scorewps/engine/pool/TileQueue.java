package org.scorewps.engine.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tiles that wait for a worker: bounded, first in first out within a lane, lanes in turn. A batch begins with the tile
 * whose turn it is and is filled up with tiles of the same kind that are first in their lanes; it never waits for more.
 * A lane that gave a tile goes to the end of the line, so each of {@code n} lanes is served at the latest in the
 * {@code n}-th batch.
 */
final class TileQueue {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock(true); // fair: submitters get free places in turn
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private final Map<Object, Deque<TileTask<?>>> lanes = new LinkedHashMap<>();
    private int size;
    private boolean closed;

    /** @param capacity most tiles that wait */
    TileQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a task, after waiting for a place. A task that is done meanwhile isn't added.
     *
     * @return whether the queue is open; a task given to a closed one isn't added
     */
    boolean put(TileTask<?> task) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size >= capacity && !closed && !task.result().isDone()) {
                notFull.await();
            }
            if (closed) {
                return false;
            }
            if (task.result().isDone()) {
                notFull.signal(); // hands on the place that woke it
            } else {
                lanes.computeIfAbsent(task.lane(), lane -> new ArrayDeque<>()).add(task);
                size++;
                notEmpty.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch, after waiting for its first tile.
     *
     * @param max most tiles in it
     * @return empty when the queue is closed
     */
    List<TileTask<?>> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0 && !closed) {
                notEmpty.await();
            }
            List<TileTask<?>> batch = new ArrayList<>();
            Optional<Object> lane = lanes.keySet().stream().findFirst();
            while (lane.isPresent()) {
                batch.add(poll(lane.get()));
                lane = batch.size() < max ? laneOf(batch.get(0).kind()) : Optional.empty();
            }
            batch.forEach(task -> notFull.signal());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a task out, if it still waits, and wakes its submitter, if that does. */
    void remove(TileTask<?> task) {
        lock.lock();
        try {
            Deque<TileTask<?>> lane = lanes.get(task.lane());
            if (lane != null && lane.remove(task)) {
                size--;
                if (lane.isEmpty()) {
                    lanes.remove(task.lane());
                }
            }
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing in any more and wakes everybody who waits; gives the tasks that still waited. */
    List<TileTask<?>> close() {
        lock.lock();
        try {
            closed = true;
            List<TileTask<?>> rest =
                    lanes.values().stream().flatMap(Deque::stream).toList();
            lanes.clear();
            size = 0;
            notFull.signalAll();
            notEmpty.signalAll();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /** How many tiles wait. */
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private TileTask<?> poll(Object key) {
        Deque<TileTask<?>> lane = lanes.remove(key);
        TileTask<?> task = lane.remove();
        size--;
        if (!lane.isEmpty()) {
            lanes.put(key, lane); // at the end of the line
        }
        return task;
    }

    private Optional<Object> laneOf(TileTask.Kind<?> kind) {
        return lanes.entrySet().stream()
                .filter(lane -> lane.getValue().element().kind().equals(kind))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

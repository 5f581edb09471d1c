package org.scorewps.engine.training.loop;

/** Measures the steps of one run. Evaluations, checkpoints and logs don't count. */
final class TrainingClock {
    private static final double NANOS = 1e9;

    private final int batchSize;
    private long begun;
    private long stepNanos;
    private long waitNanos;
    private int steps;

    TrainingClock(int batchSize) {
        this.batchSize = batchSize;
    }

    /** A step begins. */
    void begin() {
        begun = System.nanoTime();
    }

    /** Its pictures are there. */
    void gotPictures() {
        waitNanos += System.nanoTime() - begun;
    }

    /** It ends. */
    void end() {
        stepNanos += System.nanoTime() - begun;
        steps++;
    }

    /** Pictures that were learned from. */
    long pictures() {
        return (long) steps * batchSize;
    }

    double picturesPerSecond() {
        return pictures() / seconds();
    }

    /** How long some steps will take. */
    double secondsFor(int more) {
        return more * seconds() / Math.max(1, steps);
    }

    /** Time of all steps. */
    double seconds() {
        return stepNanos / NANOS;
    }

    /** The part of it in which steps waited for pictures. */
    double waitedSeconds() {
        return waitNanos / NANOS;
    }
}

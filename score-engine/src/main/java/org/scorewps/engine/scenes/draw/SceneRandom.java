package org.scorewps.engine.scenes.draw;

import java.util.List;

/**
 * A small random source whose numbers are fixed for all time and on every machine: SplitMix64 (Steele, Lea, Flood: Fast
 * Splittable Pseudorandom Number Generators, OOPSLA 2014). Scenes are reproducible from a seed, so the source may not
 * change with the Java version.
 */
public final class SceneRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1p-53;

    private final long seed;
    private long state;

    /** @param seed any number; equal seeds give equal sequences */
    public SceneRandom(long seed) {
        this.seed = mix(seed + STEP);
        this.state = this.seed;
    }

    /** A source of its own for a part of the work; it depends on the key, not on what was drawn here so far. */
    public SceneRandom fork(long key) {
        return new SceneRandom(seed ^ mix(key * STEP + 0x632BE59BD9B4E019L));
    }

    /** 64 random bits. */
    public long nextLong() {
        state += STEP;
        return mix(state);
    }

    /** A number from 0 to 1, without 1. */
    public double unit() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /** A number between two. */
    public double range(double from, double to) {
        return from + (to - from) * unit();
    }

    /** A number between two positive ones; equally often in each octave. */
    public double logRange(double from, double to) {
        return from * StrictMath.exp(unit() * StrictMath.log(to / from));
    }

    /** A whole number from 0 to the count, without the count. */
    public int below(int count) {
        return (int) (unit() * count);
    }

    /** A whole number between two, with both. */
    public int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** True with a probability. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** An angle in radians. */
    public double angle() {
        return unit() * 2 * Math.PI;
    }

    /** One of some things. */
    public <T> T pick(List<T> things) {
        return things.get(below(things.size()));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

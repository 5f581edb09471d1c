package org.scorewps.engine.training;

/**
 * Random numbers whose whole state is two numbers, a key and a count of what was drawn: SplitMix64 (Steele, Lea and
 * Flood 2014, "Fast splittable pseudorandom number generators", figure 17) read as a hash of key and count. A stream of
 * its own for each purpose and index follows from one seed, so that nothing depends on the order in which threads draw,
 * and any step can be repeated by itself.
 */
public final class SeededNumbers implements RandomNumbers {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int FLOAT_BITS = 24;
    private static final int DOUBLE_BITS = 53;

    private final long key;
    private long count;

    /** What a stream of numbers is for. */
    public enum Purpose {
        /** The order of pictures in an epoch; the index is the epoch. */
        ORDER(2),
        /** How a picture is changed; the index is its place in the whole training. */
        AUGMENTATION(3),
        /** What a training step draws; the index is the step. */
        STEP(4),
        /** Names that a step shows of each class; the index is the step. */
        NAMES(5),
        /** Captioned windows; the index is the batch of a replica, below 0 the scene that they are cut from. */
        CAPTIONS(6);

        private final long number;

        Purpose(long number) {
            this.number = number;
        }
    }

    private SeededNumbers(long key) {
        this.key = key;
    }

    /** The stream of a purpose and an index. */
    public static SeededNumbers of(long seed, Purpose purpose, long index) {
        long start = mix(seed + GOLDEN) ^ mix(GOLDEN * purpose.number);
        return new SeededNumbers(mix(start + GOLDEN * index));
    }

    /** The next 64 random bits. */
    public long next() {
        return mix(key + GOLDEN * ++count);
    }

    /** A number from 0 to 1, 1 left out. */
    public double uniform() {
        return (next() >>> (Long.SIZE - DOUBLE_BITS)) * 0x1p-53;
    }

    /** A whole number from 0 to a bound, the bound left out. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    @Override
    public float[] gumbel(int many) {
        float[] numbers = new float[many];
        for (int i = 0; i < many; i++) {
            // 1 - uniform is never 0; a number next to 1 would make the noise infinite
            double exponential = Math.max(-Math.log(1 - uniform()), Double.MIN_NORMAL);
            numbers[i] = (float) -Math.log(exponential);
        }
        return numbers;
    }

    @Override
    public float[] uniform(String purpose, int many) {
        float[] numbers = new float[many];
        for (int i = 0; i < many; i++) {
            numbers[i] = (next() >>> (Long.SIZE - FLOAT_BITS)) * 0x1p-24f;
        }
        return numbers;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package org.scorewps.engine.training;

/** The random numbers of one training step, in the order in which the step asks for them. */
public interface RandomNumbers {
    /**
     * Gumbel noise for the kernel sizes of one prediction head.
     *
     * @param count how many
     */
    float[] gumbel(int count);

    /**
     * Uniform numbers in 0..1.
     *
     * @param purpose what they are for: {@code matcher}, {@code oversample} or {@code random}
     * @param count how many
     */
    float[] uniform(String purpose, int count);

    /** A seed for the dropout of the whole step. */
    long seed();
}

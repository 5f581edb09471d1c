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
     * @param purpose what they are for: {@code matcher}, {@code oversample}, {@code random} or {@code dropout}
     * @param count how many
     */
    float[] uniform(String purpose, int count);
}

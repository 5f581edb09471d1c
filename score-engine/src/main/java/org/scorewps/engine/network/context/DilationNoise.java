package org.scorewps.engine.network.context;

import java.util.Optional;

/**
 * What the dilation of section 3.4 does with its kernel sizes. As long as training learns them, every prediction head
 * mixes all of them, with weights softmax((logits + noise) / tau) of Gumbel noise; afterwards and at inference the one
 * with the largest logit is taken.
 */
@FunctionalInterface
public interface DilationNoise {
    /** The largest logit's kernel. */
    DilationNoise FIXED = Optional::empty;

    /** The noise of the next prediction head, one number a kernel size, or empty where the kernel is fixed. */
    Optional<float[]> next();
}

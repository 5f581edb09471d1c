package org.scorewps.engine.network;

/**
 * A mask of ours beside a stored one. Where a logit is zero but for rounding either sign is right, and the stored mask's is
 * taken, so that what follows from the mask can be compared.
 *
 * @param logits our logits, with the stored mask's signs where either is right
 * @param different how many other pixels differ
 * @param undecided how many signs were taken over
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record DecidedMask(float[] logits, int different, int undecided) {
    /**
     * Compares.
     *
     * @param ours logits, row by row; changed
     * @param packed stored masks, eight pixels a number, the first in the highest bit
     * @param offset where the mask starts in them
     */
    static DecidedMask of(float[] ours, float[] packed, int offset, ReferenceTolerance.Of tolerance) {
        int different = 0;
        int undecided = 0;
        for (int i = 0; i < ours.length; i++) {
            boolean bit = ((int) packed[offset + i / 8] >> (7 - i % 8) & 1) == 1;
            if (bit == ours[i] > 0) {
                continue;
            }
            if (tolerance.leavesSignOpen(ours[i])) {
                undecided++;
                ours[i] = bit ? Float.MIN_VALUE : 0;
            } else {
                different++;
            }
        }
        return new DecidedMask(ours, different, undecided);
    }
}

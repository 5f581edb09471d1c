package org.scorewps.engine.training.data;

import java.util.BitSet;
import org.scorewps.engine.evaluation.RunLengthMask;

/** Masks as training takes them: a bit for each pixel, row by row. */
final class MaskBits {
    private MaskBits() {}

    /** From runs, which go column by column. */
    static BitSet of(RunLengthMask mask) {
        int height = mask.height();
        int width = mask.width();
        BitSet bits = new BitSet(height * width);
        int[] counts = mask.counts();
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int end = at + counts[i];
            for (int p = at; i % 2 == 1 && p < end; p++) {
                bits.set(p % height * width + p / height);
            }
            at = end;
        }
        return bits;
    }
}

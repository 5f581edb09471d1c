package org.scorewps.process.semantic;

import java.util.function.IntPredicate;

/**
 * Chooses the class of each pixel of a row from the lattice's scores. Between samples scores are interpolated as log-odds,
 * as masks are as logits: borders lie where the network's own masks have them, to a fraction of a sample, while scores
 * themselves, which are flat inside and outside of objects, would give stairs.
 */
final class ClassRows {
    /** Keeps log-odds finite: scores nearer to 0 and 1 than this are much the same. */
    private static final float EPS = 1e-3f;

    private final ScoreLattice lattice;
    private final int classes;
    private final int stride;
    private final IntPredicate candidates;
    private final float threshold;
    private final float[] mixed;
    private float[] upper;
    private float[] lower;
    private int lowerRow = -1;

    /**
     * @param candidates which classes may be chosen, by index
     * @param minScore pixels whose best class scores less have none
     */
    ClassRows(ScoreLattice lattice, int classes, int stride, IntPredicate candidates, double minScore) {
        this.candidates = candidates;
        this.lattice = lattice;
        this.classes = classes;
        this.stride = stride;
        threshold = logOdds((float) minScore);
        mixed = new float[Math.multiplyExact(lattice.columns(), classes)];
        upper = new float[mixed.length];
        lower = new float[mixed.length];
    }

    /** The last lattice row that a pixel row needs. */
    int lastRow(int y) {
        int above = (int) Math.max(place(y), 0);
        return Math.min(above + 1, lattice.rows() - 1);
    }

    /**
     * Chooses. Rows must come from top to bottom.
     *
     * @param y pixel row
     * @param row pixels that are not 0 get their class plus 1, or 0 when it scores too low
     */
    void choose(int y, int[] row) {
        int last = lastRow(y);
        while (lowerRow < last) {
            float[] free = upper;
            upper = lower;
            lower = free;
            lowerRow++;
            lattice.take(lowerRow, lower);
            for (int i = 0; i < lower.length; i++) {
                lower[i] = logOdds(lower[i]);
            }
        }
        float down = lowerRow == 0 ? 1 : Math.min(Math.max(place(y) - (lowerRow - 1), 0), 1);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = down == 1 ? lower[i] : mix(upper[i], lower[i], down);
        }
        for (int x = 0; x < row.length; x++) {
            if (row[x] != 0) {
                row[x] = best(x);
            }
        }
    }

    private int best(int x) {
        float place = Math.min(Math.max(place(x), 0), lattice.columns() - 1f);
        int column = (int) place;
        int left = column * classes;
        float across = place - column;
        int right = across == 0 ? left : left + classes;
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            float odds = mix(mixed[left + k], mixed[right + k], across);
            if (odds > highest && candidates.test(k)) {
                highest = odds;
                best = k;
            }
        }
        return highest >= threshold ? best + 1 : 0;
    }

    /** Between two samples; beside one that no tile brought it is the other. */
    private static float mix(float first, float second, float share) {
        if (Float.isNaN(first)) {
            return second;
        }
        return Float.isNaN(second) ? first : first + share * (second - first);
    }

    private float place(int pixel) {
        return (pixel + 0.5f) / stride - 0.5f;
    }

    /** Grows with the score, also beyond 1, where sums over several queries may end. */
    private static float logOdds(float score) {
        return (float) Math.log((score + EPS) / (Math.max(1 - score, 0) + EPS));
    }
}

package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskSuppressionTest {
    /** Columns of a picture of ten. */
    private static Prediction columns(int category, double score, int from, int to) {
        return new Prediction(
                category, score, RunLengthMask.ofCounts(10, 10, 10 * from, 10 * (to - from), 10 * (10 - to)));
    }

    @Test
    void theSurerOneOfAClassStays() {
        Prediction best = columns(0, 0.9, 0, 6);
        Prediction same = columns(0, 0.8, 1, 7);
        Prediction neighbour = columns(0, 0.7, 4, 8);
        Prediction other = columns(1, 0.6, 0, 6);
        Prediction likeTheNeighbour = columns(0, 0.5, 5, 8);
        List<Prediction> all = List.of(best, same, neighbour, other, likeTheNeighbour);
        assertThat(MaskSuppression.without(all, 0.5)).containsExactly(best, neighbour, other);
        assertThat(MaskSuppression.without(all, 0.76)).containsExactly(best, same, neighbour, other, likeTheNeighbour);
        assertThat(MaskSuppression.without(all, 1)).isSameAs(all);
        assertThat(MaskSuppression.without(all, 0)).containsExactly(best, other);
    }

    @Test
    void emptyMasksCoverNothing() {
        Prediction empty = columns(0, 0.9, 3, 3);
        assertThat(MaskSuppression.without(List.of(empty, empty), 0.5)).hasSize(2);
    }
}

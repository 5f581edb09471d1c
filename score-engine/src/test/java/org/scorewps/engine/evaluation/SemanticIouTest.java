package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SemanticIouTest {
    @Test
    void theMeanIsOverTheClassesPresent() {
        SemanticIou iou = new SemanticIou(4);
        int[] truth = {0, 0, 0, 1, 1, 255, 255, 2};
        int[] predicted = {0, 0, 1, 1, 3, 0, 2, 0};
        for (int i = 0; i < truth.length; i++) {
            iou.add(truth[i], predicted[i]);
        }
        assertThat(iou.iou(0).orElseThrow()).isCloseTo(2 / 4.0, within(1e-12));
        assertThat(iou.iou(1).orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(iou.iou(2)).hasValue(0);
        assertThat(iou.iou(3)).isEmpty();
        assertThat(iou.mean().orElseThrow()).isCloseTo((1 / 2.0 + 1 / 3.0) / 3, within(1e-12));
        assertThat(iou.pixelAccuracy().orElseThrow()).isCloseTo(3 / 6.0, within(1e-12));
    }

    @Test
    void nothingCountedHasNoMean() {
        SemanticIou iou = new SemanticIou(255);
        iou.add(SemanticIou.IGNORED, 7);
        assertThat(iou.mean()).isEmpty();
        assertThat(iou.pixelAccuracy()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SemanticIou(256));
    }
}

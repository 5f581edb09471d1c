package org.scorewps.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    private static final int SHIP = 0;
    private static final int TRUCK = 1;
    private static final int CAR = 2;

    private final LookAlikes measure = new LookAlikes();

    private static RunLengthMask rectangle(int left, int width) {
        return RunLengthMask.ofPolygon(20, 40, left, 2, left + width, 2, left + width, 10, left, 10);
    }

    private static GroundTruth body(int category, int left) {
        RunLengthMask mask = rectangle(left, 10);
        return new GroundTruth(category, mask, mask.area(), false, Optional.of("long_body"));
    }

    @Test
    void theBestPredictionOfTheSharedShapeDecides() {
        measure.add(
                List.of(body(SHIP, 0), body(TRUCK, 20)),
                List.of(
                        new Prediction(CAR, 0.9, rectangle(0, 10)), // no category of this shape
                        new Prediction(TRUCK, 0.3, rectangle(0, 10)),
                        new Prediction(SHIP, 0.8, rectangle(1, 10)),
                        new Prediction(SHIP, 0.7, rectangle(20, 9)),
                        new Prediction(TRUCK, 0.6, rectangle(20, 10))));

        assertThat(measure.results())
                .containsExactly(new LookAlikes.Result("long_body", List.of(SHIP, TRUCK), 2, 2, 1));
    }

    @Test
    void whatLiesElsewhereDoesNotCount() {
        measure.add(List.of(body(SHIP, 0)), List.of(new Prediction(SHIP, 0.9, rectangle(6, 10))));
        measure.add(List.of(body(TRUCK, 0)), List.of());
        RunLengthMask mask = rectangle(0, 10);
        measure.add(List.of(new GroundTruth(CAR, mask, mask.area(), false)), List.of(new Prediction(CAR, 1, mask)));

        assertThat(measure.results())
                .containsExactly(new LookAlikes.Result("long_body", List.of(SHIP, TRUCK), 2, 0, 0));
    }
}

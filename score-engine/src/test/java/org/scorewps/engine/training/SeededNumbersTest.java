package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.training.SeededNumbers.Purpose;

class SeededNumbersTest {
    private static final int MANY = 200_000;

    @Property(tries = 50)
    void aStreamFollowsFromItsNumbersAlone(@ForAll long seed, @ForAll @IntRange(max = 1000) int index) {
        SeededNumbers one = SeededNumbers.of(seed, Purpose.STEP, index);
        one.uniform("matcher", 7);
        SeededNumbers other = SeededNumbers.of(seed, Purpose.STEP, index);
        other.gumbel(7);
        assertThat(one.next()).isEqualTo(other.next());
    }

    @Test
    void streamsShareNoNumbers() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 0; seed < 4; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (int index = 0; index < 100; index++) {
                    SeededNumbers stream = SeededNumbers.of(seed, purpose, index);
                    for (int i = 0; i < 10; i++) {
                        assertThat(seen.add(stream.next())).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void numbersAreUniform() {
        SeededNumbers random = SeededNumbers.of(1, Purpose.STEP, 0);
        int[] tenths = new int[10];
        double sum = 0;
        for (float number : random.uniform("matcher", MANY)) {
            assertThat(number).isBetween(0f, 1 - 0x1p-24f);
            tenths[(int) (number * 10)]++;
            sum += number;
        }
        assertThat(sum / MANY).isCloseTo(0.5, within(0.003));
        for (int count : tenths) {
            // five standard deviations
            assertThat((double) count).isCloseTo(MANY / 10.0, within(5 * Math.sqrt(MANY * 0.09)));
        }
    }

    @Test
    void gumbelNoiseHasItsMeanAndVariance() {
        double sum = 0;
        double squares = 0;
        for (float number : SeededNumbers.of(2, Purpose.STEP, 0).gumbel(MANY)) {
            assertThat(number).isFinite();
            sum += number;
            squares += (double) number * number;
        }
        double mean = sum / MANY;
        assertThat(mean).as("Euler's constant").isCloseTo(0.5772, within(0.015));
        assertThat(squares / MANY - mean * mean).isCloseTo(Math.PI * Math.PI / 6, within(0.04));
    }
}

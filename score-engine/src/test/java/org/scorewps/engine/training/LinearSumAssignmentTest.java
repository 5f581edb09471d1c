package org.scorewps.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.network.ReferenceTensors;

class LinearSumAssignmentTest {
    @Test
    void isTheReference() throws Exception {
        try (NDManager manager = NDManager.newBaseManager();
                ReferenceTensors file = ReferenceTensors.open("ops/linear_sum_assignment.safetensors", manager)) {
            for (int i = 0; i < 4; i++) {
                long[] shape = file.get(i + ".cost").getShape().getShape();
                float[] flat = file.floats(i + ".cost");
                double[][] cost = new double[(int) shape[0]][(int) shape[1]];
                for (int k = 0; k < flat.length; k++) {
                    cost[k / (int) shape[1]][k % (int) shape[1]] = flat[k];
                }
                LinearSumAssignment.Assignment found = LinearSumAssignment.solve(cost);
                assertThat(found.rows()).isEqualTo(ints(file.floats(i + ".row")));
                assertThat(found.columns()).isEqualTo(ints(file.floats(i + ".col")));
            }
        }
    }

    @Property(tries = 300)
    void costsNoMoreThanTheBestOfAll(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(7) - 3; // many ties, negative costs
            }
        }
        LinearSumAssignment.Assignment found = LinearSumAssignment.solve(cost);
        double sum = 0;
        for (int i = 0; i < found.rows().length; i++) {
            sum += cost[found.rows()[i]][found.columns()[i]];
        }
        assertThat(found.rows()).hasSize(Math.min(rows, columns)).isSorted().doesNotHaveDuplicates();
        assertThat(found.columns()).doesNotHaveDuplicates();
        assertThat(sum).isCloseTo(best(cost, 0, 0, Math.min(rows, columns)), within(1e-9));
    }

    @Test
    void nothingToAssignIsNoError() {
        assertThat(LinearSumAssignment.solve(new double[0][0]).rows()).isEmpty();
        assertThat(LinearSumAssignment.solve(new double[3][0]).rows()).isEmpty();
    }

    @Test
    void costsThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> LinearSumAssignment.solve(new double[][] {{1, Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    /** Tries everything: a row is left out or takes one of the free columns. */
    private static double best(double[][] cost, int row, int taken, int wanted) {
        if (Integer.bitCount(taken) == wanted) {
            return 0;
        }
        if (row == cost.length) {
            return Double.POSITIVE_INFINITY;
        }
        double best = best(cost, row + 1, taken, wanted);
        for (int j = 0; j < cost[row].length; j++) {
            if ((taken >> j & 1) == 0) {
                best = Math.min(best, cost[row][j] + best(cost, row + 1, taken | 1 << j, wanted));
            }
        }
        return best;
    }

    private static int[] ints(float[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) values[i];
        }
        return ints;
    }
}

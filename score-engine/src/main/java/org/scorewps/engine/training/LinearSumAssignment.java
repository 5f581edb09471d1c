package org.scorewps.engine.training;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment of rows to columns of a rectangular cost matrix: shortest augmenting paths with
 * potentials (Jonker and Volgenant 1987, in the form of Crouse 2016), O(n^2 m) for n rows and m columns.
 */
public final class LinearSumAssignment {
    private LinearSumAssignment() {}

    /**
     * Pairs of a row and a column; {@code rows} ascending, as many as the shorter side has.
     *
     * @param rows assigned rows
     * @param columns the column of each
     */
    @SuppressWarnings("ArrayRecordComponent") // a pair of results, never compared
    public record Assignment(int[] rows, int[] columns) {}

    /**
     * Solves.
     *
     * @param cost [rows][columns], finite
     * @throws IllegalArgumentException when a cost isn't finite
     */
    public static Assignment solve(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        for (double[] row : cost) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a matching cost is " + value);
                }
            }
        }
        if (rows == 0 || columns == 0) {
            return new Assignment(new int[0], new int[0]);
        }
        if (rows <= columns) {
            int[] columnOf = shortSide(cost);
            int[] all = new int[rows];
            Arrays.setAll(all, i -> i);
            return new Assignment(all, columnOf);
        }
        double[][] transposed = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = cost[i][j];
            }
        }
        return byRow(shortSide(transposed), rows);
    }

    private static Assignment byRow(int[] rowOf, int rows) {
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 0; column < rowOf.length; column++) {
            columnOf[rowOf[column]] = column;
        }
        int[] assigned = new int[rowOf.length];
        int[] columns = new int[rowOf.length];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (columnOf[row] >= 0) {
                assigned[count] = row;
                columns[count++] = columnOf[row];
            }
        }
        return new Assignment(assigned, columns);
    }

    /** The column of each row; there are at least as many columns as rows. */
    private static int[] shortSide(double[][] cost) {
        int n = cost.length;
        int m = cost[0].length;
        double[] u = new double[n];
        double[] v = new double[m];
        int[] columnOf = new int[n];
        int[] rowOf = new int[m];
        Arrays.fill(columnOf, -1);
        Arrays.fill(rowOf, -1);
        double[] shortest = new double[m];
        int[] path = new int[m];
        boolean[] doneRow = new boolean[n];
        boolean[] doneColumn = new boolean[m];
        for (int start = 0; start < n; start++) {
            Arrays.fill(shortest, Double.POSITIVE_INFINITY);
            Arrays.fill(path, -1);
            Arrays.fill(doneRow, false);
            Arrays.fill(doneColumn, false);
            double lowest = 0;
            int row = start;
            int sink = -1;
            while (sink < 0) {
                doneRow[row] = true;
                int next = -1;
                double best = Double.POSITIVE_INFINITY;
                for (int j = 0; j < m; j++) {
                    if (doneColumn[j]) {
                        continue;
                    }
                    double reduced = lowest + cost[row][j] - u[row] - v[j];
                    if (reduced < shortest[j]) {
                        shortest[j] = reduced;
                        path[j] = row;
                    }
                    // an equally near free column ends the search sooner
                    if (shortest[j] < best || (shortest[j] == best && rowOf[j] < 0)) {
                        best = shortest[j];
                        next = j;
                    }
                }
                lowest = best;
                doneColumn[next] = true;
                if (rowOf[next] < 0) {
                    sink = next;
                } else {
                    row = rowOf[next];
                }
            }
            u[start] += lowest;
            for (int i = 0; i < n; i++) {
                if (doneRow[i] && i != start) {
                    u[i] += lowest - shortest[columnOf[i]];
                }
            }
            for (int j = 0; j < m; j++) {
                if (doneColumn[j]) {
                    v[j] -= lowest - shortest[j];
                }
            }
            augment(sink, start, path, rowOf, columnOf);
        }
        return columnOf;
    }

    private static void augment(int sink, int start, int[] path, int[] rowOf, int[] columnOf) {
        int column = sink;
        while (true) {
            int row = path[column];
            rowOf[column] = row;
            int previous = columnOf[row];
            columnOf[row] = column;
            column = previous;
            if (row == start) {
                return;
            }
        }
    }
}

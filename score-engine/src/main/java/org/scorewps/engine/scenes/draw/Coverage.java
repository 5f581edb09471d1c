package org.scorewps.engine.scenes.draw;

import java.util.Arrays;

/**
 * How much of each pixel an outline covers, exactly: each edge adds its signed area to the pixels it crosses, and sums
 * along the rows then give the covered part. The limit of supersampling at a fraction of its cost.
 */
final class Coverage {
    private final int width;
    private final int height;
    private int left;
    private int top;
    private int columns;
    private int rows;
    private float[] cells = new float[0];

    /** For pictures of a size in pixels. */
    Coverage(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Computes the coverage.
     *
     * @param corners x, y, x, y ... in pixels
     * @return false when nothing of it is in the picture
     */
    boolean of(double[] corners) {
        double x0 = Double.MAX_VALUE;
        double y0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        double y1 = -Double.MAX_VALUE;
        for (int i = 0; i < corners.length; i += 2) {
            x0 = Math.min(x0, corners[i]);
            x1 = Math.max(x1, corners[i]);
            y0 = Math.min(y0, corners[i + 1]);
            y1 = Math.max(y1, corners[i + 1]);
        }
        if (corners.length < 6 || x1 <= 0 || y1 <= 0 || x0 >= width || y0 >= height) {
            return false;
        }
        left = Math.max(0, (int) Math.floor(x0));
        top = Math.max(0, (int) Math.floor(y0));
        columns = Math.min(width, (int) Math.ceil(x1)) - left;
        rows = Math.min(height, (int) Math.ceil(y1)) - top;
        if (columns < 1 || rows < 1) {
            return false;
        }
        int size = (columns + 1) * rows;
        if (cells.length < size) {
            cells = new float[size];
        } else {
            Arrays.fill(cells, 0, size, 0);
        }
        int last = corners.length - 2;
        edge(corners[last] - left, corners[last + 1] - top, corners[0] - left, corners[1] - top);
        for (int i = 2; i < corners.length; i += 2) {
            edge(corners[i - 2] - left, corners[i - 1] - top, corners[i] - left, corners[i + 1] - top);
        }
        sumRows();
        return true;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int right() {
        return left + columns;
    }

    int bottom() {
        return top + rows;
    }

    /** Covered part of a pixel of the bounds, 0 to 1. */
    float at(int x, int y) {
        return cells[(y - top) * (columns + 1) + x - left];
    }

    private void edge(double ax, double ay, double bx, double by) {
        if (ay == by) {
            return;
        }
        boolean down = ay < by;
        double x0 = down ? ax : bx;
        double y0 = down ? ay : by;
        double y1 = down ? by : ay;
        double slope = (bx - ax) / (by - ay);
        int first = Math.max(0, (int) Math.floor(y0));
        int end = Math.min(rows, (int) Math.ceil(y1));
        for (int row = first; row < end; row++) {
            double from = Math.max(y0, row);
            double to = Math.min(y1, row + 1);
            double share = down ? to - from : from - to;
            within(row * (columns + 1), x0 + (from - y0) * slope, x0 + (to - y0) * slope, share);
        }
    }

    // the piece of an edge within one row, from column position xa to xb
    private void within(int row, double xa, double xb, double share) {
        double x0 = Math.min(xa, xb);
        double x1 = Math.max(xa, xb);
        if (x0 >= columns) {
            return;
        }
        double perColumn = x1 - x0 < 1e-12 ? 0 : share / (x1 - x0);
        if (x1 <= 0) {
            cells[row] += (float) share;
            return;
        }
        double x = x0;
        if (x < 0) {
            cells[row] += (float) (-x * perColumn);
            x = 0;
        }
        int column = (int) x;
        while (column < columns) {
            double end = Math.min(x1, column + 1);
            double part = perColumn == 0 ? share : (end - x) * perColumn;
            double inside = part * (column + 1 - (x + end) / 2);
            cells[row + column] += (float) inside;
            cells[row + column + 1] += (float) (part - inside);
            if (end >= x1) {
                return;
            }
            x = end;
            column++;
        }
    }

    private void sumRows() {
        for (int row = 0; row < rows; row++) {
            int at = row * (columns + 1);
            float sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += cells[at + column];
                cells[at + column] = Math.min(1, Math.abs(sum));
            }
        }
    }
}

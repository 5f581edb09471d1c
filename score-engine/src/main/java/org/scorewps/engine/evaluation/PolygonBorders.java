package org.scorewps.engine.evaluation;

/**
 * Where a polygon's outline crosses pixel columns, by the rule of pycocotools: corners are rounded to a fifth of a pixel,
 * edges are walked in steps of that size, and an outline that passes the middle of a column switches between outside and
 * inside at the pixel below. Integer arithmetic stands for the rule's divisions by 5, with the same results.
 */
final class PolygonBorders {
    private static final int FINE = 5;
    /** Index of the fine column in the middle of a pixel column. */
    private static final int MIDDLE = 2;

    private final int height;
    private final int width;
    private final IntList borders = new IntList();
    private boolean started;
    private int lastX;
    private int lastY;

    private PolygonBorders(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** Column-major positions, unsorted, at which the mask switches; one may be there twice. */
    static int[] trace(int height, int width, double[] xy) {
        PolygonBorders borders = new PolygonBorders(height, width);
        int corners = xy.length / 2;
        for (int i = 0; i < corners; i++) {
            int next = (i + 1) % corners;
            borders.edge(fine(xy[2 * i]), fine(xy[2 * i + 1]), fine(xy[2 * next]), fine(xy[2 * next + 1]));
        }
        return borders.borders.toArray();
    }

    private static int fine(double coordinate) {
        return (int) (FINE * coordinate + 0.5);
    }

    private void edge(int fromX, int fromY, int toX, int toY) {
        int dx = Math.abs(toX - fromX);
        int dy = Math.abs(toY - fromY);
        boolean alongX = dx >= dy;
        // points of an edge are computed from its lower end in either direction, so that shared edges coincide
        boolean backwards = alongX ? fromX > toX : fromY > toY;
        int x = backwards ? toX : fromX;
        int y = backwards ? toY : fromY;
        int endX = backwards ? fromX : toX;
        int endY = backwards ? fromY : toY;
        int steps = alongX ? dx : dy;
        // an edge of no length has one point; its slope is not a number and multiplied by nothing but 0
        double slope = steps == 0 ? 0 : alongX ? (double) (endY - y) / dx : (double) (endX - x) / dy;
        for (int i = 0; i <= steps; i++) {
            int step = backwards ? steps - i : i;
            if (alongX) {
                point(x + step, (int) (y + slope * step + 0.5));
            } else {
                point((int) (x + slope * step + 0.5), y + step);
            }
        }
    }

    private void point(int x, int y) {
        if (started && x != lastX) {
            int crossed = x < lastX ? x : x - 1;
            int column = Math.floorDiv(crossed, FINE);
            if (Math.floorMod(crossed, FINE) == MIDDLE && column >= 0 && column < width) {
                int row = -Math.floorDiv(MIDDLE - Math.min(y, lastY), FINE);
                borders.add(column * height + Math.max(0, Math.min(height, row)));
            }
        }
        started = true;
        lastX = x;
        lastY = y;
    }
}

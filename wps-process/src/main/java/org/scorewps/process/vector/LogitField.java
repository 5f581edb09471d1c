package org.scorewps.process.vector;

import java.awt.Rectangle;
import org.scorewps.engine.MaskLogits;

/**
 * Mask logits as a continuous field over a tile, known at the nodes of a {@link NodeGrid}. At the rim the field is what
 * bilinear resizing with {@code align_corners=false} gives (constant beyond the outermost samples), around the tile it
 * is outside. Only the box of nodes where the logit is positive, and one more on each side, is kept.
 */
final class LogitField {
    private final Rectangle box;
    private final double[] values;
    private final int size;

    LogitField(MaskLogits mask, NodeGrid grid) {
        box = box(mask).intersection(new Rectangle(grid.columns(), grid.rows()));
        values = new double[Math.max(0, box.width) * Math.max(0, box.height)];
        int positive = 0;
        for (int i = 0; i < values.length; i++) {
            int row = box.y + i / box.width;
            int column = box.x + i % box.width;
            values[i] = grid.ring(row, column) ? Double.NEGATIVE_INFINITY : bilinear(mask, grid.x(column), grid.y(row));
            positive += values[i] > 0 ? 1 : 0;
        }
        size = positive;
    }

    /** Columns and rows of the nodes that are kept: all that are inside the object, and those next to them. */
    Rectangle box() {
        return box;
    }

    /** How many nodes are inside. */
    int size() {
        return size;
    }

    /** The logit at a node, outside of everything where it isn't kept. */
    double value(int row, int column) {
        return box.contains(column, row)
                ? values[(row - box.y) * box.width + column - box.x]
                : Double.NEGATIVE_INFINITY;
    }

    /** Whether a node is inside; it isn't when the logit is NaN. */
    boolean inside(int row, int column) {
        return value(row, column) > 0;
    }

    /** How many nodes are inside this and another field of the same grid. */
    int common(LogitField other) {
        Rectangle both = box.intersection(other.box);
        int count = 0;
        for (int row = both.y; row < both.y + both.height; row++) {
            for (int column = both.x; column < both.x + both.width; column++) {
                count += inside(row, column) && other.inside(row, column) ? 1 : 0;
            }
        }
        return count;
    }

    private static Rectangle box(MaskLogits mask) {
        int left = mask.width();
        int right = -1;
        int top = mask.height();
        int bottom = -1;
        for (int i = 0; i < mask.values().length; i++) {
            if (mask.values()[i] > 0) {
                int column = i % mask.width();
                left = Math.min(left, column);
                right = Math.max(right, column);
                top = Math.min(top, i / mask.width());
                bottom = i / mask.width();
            }
        }
        if (right < 0) {
            return new Rectangle();
        }
        // a rim node next to a positive sample may be positive itself
        int margin = 2;
        return new Rectangle(
                left + NodeGrid.BEFORE - margin,
                top + NodeGrid.BEFORE - margin,
                right - left + 1 + 2 * margin,
                bottom - top + 1 + 2 * margin);
    }

    private static double bilinear(MaskLogits mask, double x, double y) {
        double u = Math.min(Math.max(x / mask.stride() - 0.5, 0), mask.width() - 1.0);
        double v = Math.min(Math.max(y / mask.stride() - 0.5, 0), mask.height() - 1.0);
        int column = (int) u;
        int row = (int) v;
        double du = u - column;
        double dv = v - row;
        double upper = blend(mask.at(row, column), du, mask, row, column + 1);
        return dv == 0 ? upper : upper + dv * (blend(mask.at(row + 1, column), du, mask, row + 1, column + 1) - upper);
    }

    private static double blend(double left, double fraction, MaskLogits mask, int row, int column) {
        return fraction == 0 ? left : left + fraction * (mask.at(row, column) - left);
    }
}

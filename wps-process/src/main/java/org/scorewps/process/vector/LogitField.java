package org.scorewps.process.vector;

import org.scorewps.engine.MaskLogits;

/**
 * Mask logits as a continuous field over a tile, known at the nodes of a rectilinear grid: the sample positions inside
 * the tile, and the tile's rim, where the field is what bilinear resizing with {@code align_corners=false} gives
 * (constant beyond the outermost samples). One ring of nodes around it, at the rim's own positions, is outside every
 * object: contours that reach the rim close exactly along it.
 */
final class LogitField {
    private final double[] xs;
    private final double[] ys;
    private final double[] values;

    LogitField(MaskLogits mask, int tileWidth, int tileHeight) {
        xs = nodes(mask.width(), mask.stride(), tileWidth);
        ys = nodes(mask.height(), mask.stride(), tileHeight);
        values = new double[xs.length * ys.length];
        for (int row = 0; row < ys.length; row++) {
            for (int column = 0; column < xs.length; column++) {
                boolean ring = row == 0 || column == 0 || row == ys.length - 1 || column == xs.length - 1;
                values[row * xs.length + column] =
                        ring ? Double.NEGATIVE_INFINITY : bilinear(mask, xs[column], ys[row]);
            }
        }
    }

    int columns() {
        return xs.length;
    }

    int rows() {
        return ys.length;
    }

    double x(int column) {
        return xs[column];
    }

    double y(int row) {
        return ys[row];
    }

    double value(int row, int column) {
        return values[row * xs.length + column];
    }

    boolean inside(int row, int column) {
        return value(row, column) > 0;
    }

    /** The rim, the samples strictly between, the other rim; the rims twice for the ring. */
    private static double[] nodes(int samples, int stride, int length) {
        int between = 0;
        while (between < samples && (between + 0.5) * stride < length) {
            between++;
        }
        double[] nodes = new double[between + 4];
        for (int i = 0; i < between; i++) {
            nodes[i + 2] = (i + 0.5) * stride;
        }
        nodes[between + 2] = length;
        nodes[between + 3] = length;
        return nodes;
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

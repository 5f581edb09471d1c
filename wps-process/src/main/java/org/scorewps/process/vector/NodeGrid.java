package org.scorewps.process.vector;

import org.scorewps.engine.MaskLogits;

/**
 * The rectilinear grid on which a tile's mask logits are known: the sample positions inside the tile, and the tile's rim.
 * One ring of nodes around it, at the rim's own positions, is outside every object: contours that reach the rim close
 * exactly along it. Coordinates are pixel corners of the tile, y downwards.
 */
final class NodeGrid {
    /** Nodes left of the first sample (above it): the ring and the rim. */
    static final int BEFORE = 2;

    private final double[] xs;
    private final double[] ys;

    private NodeGrid(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /** The grid of a mask and all masks sampled like it. */
    static NodeGrid of(MaskLogits mask, int tileWidth, int tileHeight) {
        return new NodeGrid(
                nodes(mask.width(), mask.stride(), tileWidth), nodes(mask.height(), mask.stride(), tileHeight));
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

    /** Whether a node is one of those around the tile. */
    boolean ring(int row, int column) {
        return row == 0 || column == 0 || row == ys.length - 1 || column == xs.length - 1;
    }

    /** The ring, the rim, the samples strictly between, the other rim, the ring. */
    private static double[] nodes(int samples, int stride, int length) {
        int between = 0;
        while (between < samples && (between + 0.5) * stride < length) {
            between++;
        }
        double[] nodes = new double[between + 2 * BEFORE];
        for (int i = 0; i < between; i++) {
            nodes[i + BEFORE] = (i + 0.5) * stride;
        }
        nodes[between + BEFORE] = length;
        nodes[between + BEFORE + 1] = length;
        return nodes;
    }
}

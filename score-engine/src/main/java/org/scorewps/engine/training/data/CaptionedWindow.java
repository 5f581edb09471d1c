package org.scorewps.engine.training.data;

import org.scorewps.engine.ImageTile;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.network.image.BilinearResize;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.training.SeededNumbers;

/**
 * A window of a scene whose caption names what is to be seen at one place of it.
 *
 * @param classIndex what the caption names: an index of {@link CaptionedWindows#vocabulary}
 * @param image the window, {@link #SIDE} pixels wide and high
 * @param left the place's left side, pixels of the window
 * @param top its upper side
 * @param right its right side
 * @param bottom its lower side
 */
public record CaptionedWindow(int classIndex, ImageTile image, double left, double top, double right, double bottom) {
    /** Width and height, pixels: three of the network's coarsest cells; six where the model doubles its pictures. */
    public static final int SIDE = 96;

    /** Larger things are reduced, so that this much of the surroundings is to be seen. */
    private static final double ROOM = 1.25;

    /**
     * Cuts a window around a thing, which lies anywhere in it.
     *
     * @param scene at least {@link #SIDE} pixels wide and high
     */
    static CaptionedWindow around(ImageTile scene, SceneObject object, SeededNumbers random) {
        RunLengthMask.Box box = object.mask().boundingBox();
        int least = Math.min(scene.width(), scene.height());
        int side = (int) Math.min(least, Math.max(SIDE, ROOM * Math.max(box.width(), box.height())));
        int x = start(box.x(), box.width(), side, scene.width(), random);
        int y = start(box.y(), box.height(), side, scene.height(), random);
        double scale = (double) SIDE / side;
        ImageTile window = scene.window(x, y, side, side);
        return new CaptionedWindow(
                object.classIndex(),
                side == SIDE ? window : BilinearResize.resize(window, SIDE, SIDE),
                (box.x() - x) * scale,
                (box.y() - y) * scale,
                (box.x() + box.width() - x) * scale,
                (box.y() + box.height() - y) * scale);
    }

    /** The thing may touch the window's sides, but lies in it so far as it fits. */
    private static int start(int from, int length, int side, int limit, SeededNumbers random) {
        int first = Math.max(0, Math.min(limit - side, from + length - side));
        int last = Math.max(first, Math.min(limit - side, from));
        return first + random.below(last - first + 1);
    }

    /** The same window, turned and mirrored. */
    CaptionedWindow turned(Orientation orientation) {
        double[] one = orientation.place(left, top, SIDE, SIDE);
        double[] other = orientation.place(right, bottom, SIDE, SIDE);
        return new CaptionedWindow(
                classIndex,
                orientation.of(image),
                Math.min(one[0], other[0]),
                Math.min(one[1], other[1]),
                Math.max(one[0], other[0]),
                Math.max(one[1], other[1]));
    }

    /**
     * How much of the place each of a grid's cells has: as the out-of-vocabulary classifier pools a mask by the cells that it
     * covers.
     *
     * @param cells columns and rows of the grid
     * @return row by row, their sum is 1
     */
    public float[] shares(int cells) {
        float[] shares = new float[cells * cells];
        double cell = (double) SIDE / cells;
        double area = (right - left) * (bottom - top);
        for (int row = 0; row < cells; row++) {
            double high = common(row * cell, (row + 1) * cell, top, bottom);
            for (int column = 0; column < cells; column++) {
                double wide = common(column * cell, (column + 1) * cell, left, right);
                shares[row * cells + column] = (float) (high * wide / area);
            }
        }
        return shares;
    }

    /** Length that two intervals share. */
    private static double common(double from, double to, double otherFrom, double otherTo) {
        return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }
}

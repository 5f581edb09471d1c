package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.util.Optional;
import org.scorewps.process.tile.Window;

/** Reads windows of a scene at its own or at reduced resolution, some rows at a time. */
final class WindowReader {
    /** Image pixels that are in memory at once while a window is resampled. */
    private static final long STRIP_PIXELS = 4_000_000;

    private final ImageLevels levels;
    private final SceneGrid grid;

    WindowReader(ImageLevels levels, SceneGrid grid) {
        this.levels = levels;
        this.grid = grid;
    }

    /** The part of a window that the image fills, and its place there. */
    private record Strip(PixelBlock block, int column, int row) {}

    /**
     * Reads a window, from an overview where there is one that is fine enough. What isn't in the image is invalid.
     *
     * @param window in pixels of the reduced scene
     * @param factor scene pixels along the side of one of them
     */
    PixelBlock read(Window window, int factor) {
        ImageLevels.Level level = levels.coarsest(grid.scaleX() * factor, grid.scaleY() * factor);
        Resampler resampler =
                new Resampler(grid.scaleX() * factor / level.scaleX(), grid.scaleY() * factor / level.scaleY());
        PixelBlock block = PixelBlock.ofSize(window.width(), window.height());
        int rows = (int) Math.max(1, STRIP_PIXELS / (window.width() * resampler.scaleX() + 1) / resampler.scaleY());
        for (int row = 0; row < window.height(); row += rows) {
            int first = row;
            int count = Math.min(rows, window.height() - row);
            strip(new Window(window.x(), window.y() + row, window.width(), count), factor, level, resampler)
                    .ifPresent(strip -> block.put(strip.block(), strip.column(), first + strip.row()));
        }
        return block;
    }

    private Optional<Strip> strip(Window window, int factor, ImageLevels.Level level, Resampler resampler) {
        Rectangle image = level.image();
        // a pixel shows the image where its centre lies in it; the level's first pixel is where the image's first is
        double left = (grid.originX() / factor + window.x()) * resampler.scaleX() - grid.image().x / level.scaleX();
        double top = (grid.originY() / factor + window.y()) * resampler.scaleY() - grid.image().y / level.scaleY();
        int firstColumn = first(left, resampler.scaleX());
        int firstRow = first(top, resampler.scaleY());
        int columns = Math.min(window.width(), first(left - image.width, resampler.scaleX())) - firstColumn;
        int rows = Math.min(window.height(), first(top - image.height, resampler.scaleY())) - firstRow;
        if (columns <= 0 || rows <= 0) {
            return Optional.empty();
        }
        double x = left + firstColumn * resampler.scaleX();
        double y = top + firstRow * resampler.scaleY();
        return Optional.of(new Strip(block(level, x, y, columns, rows, resampler), firstColumn, firstRow));
    }

    /** The first pixel, from 0, whose centre isn't before the image. */
    private static int first(double start, double scale) {
        return (int) Math.max(0, Math.ceil(-start / scale - 0.5));
    }

    /** Pixels from a place on, in the level's pixel corners from its first. */
    private static PixelBlock block(
            ImageLevels.Level level, double x, double y, int columns, int rows, Resampler resampler) {
        Rectangle image = level.image();
        if (resampler.identity() && x == Math.rint(x) && y == Math.rint(y)) {
            return level.pixels().read(new Rectangle(image.x + (int) x, image.y + (int) y, columns, rows));
        }
        int marginX = Resampler.margin(resampler.scaleX());
        int marginY = Resampler.margin(resampler.scaleY());
        Rectangle needed = new Rectangle(
                        image.x + (int) Math.floor(x) - marginX,
                        image.y + (int) Math.floor(y) - marginY,
                        (int) Math.ceil(columns * resampler.scaleX()) + 2 * marginX + 1,
                        (int) Math.ceil(rows * resampler.scaleY()) + 2 * marginY + 1)
                .intersection(image);
        Point2D offset = new Point2D.Double(image.x + x - needed.x, image.y + y - needed.y);
        return resampler.resample(level.pixels().read(needed), offset, columns, rows);
    }
}

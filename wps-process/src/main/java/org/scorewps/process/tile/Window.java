package org.scorewps.process.tile;

/**
 * A rectangle of scene pixels.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
public record Window(int x, int y, int width, int height) {
    /** Checks that the rectangle isn't empty. */
    public Window {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("not a window: %d %d %d %d".formatted(x, y, width, height));
        }
    }

    /** The column after the last. */
    public int right() {
        return x + width;
    }

    /** The row after the last. */
    public int bottom() {
        return y + height;
    }

    /** The same rectangle in coordinates that begin at another place. */
    public Window from(Window origin) {
        return new Window(x - origin.x, y - origin.y, width, height);
    }

    /** Whether the two rectangles share at least one pixel. */
    public boolean overlaps(Window other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
}

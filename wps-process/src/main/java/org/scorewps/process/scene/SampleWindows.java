package org.scorewps.process.scene;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Small windows spread evenly over an image, from which statistics of the whole are estimated. */
final class SampleWindows {
    private static final int ALONG = 8;
    private static final int SIDE = 64;

    private SampleWindows() {}

    /** All of a small image, at most 64 windows of 64 x 64 pixels of a large one. */
    static List<Rectangle> over(Rectangle area) {
        List<Rectangle> windows = new ArrayList<>();
        int columns = Math.min(ALONG, (area.width + SIDE - 1) / SIDE);
        int rows = Math.min(ALONG, (area.height + SIDE - 1) / SIDE);
        int width = Math.min(SIDE, area.width);
        int height = Math.min(SIDE, area.height);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                windows.add(new Rectangle(
                        area.x + start(column, columns, area.width - width),
                        area.y + start(row, rows, area.height - height),
                        width,
                        height));
            }
        }
        return windows;
    }

    private static int start(int index, int count, int room) {
        return count == 1 ? 0 : (int) ((long) index * room / (count - 1));
    }
}

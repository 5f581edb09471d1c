package org.scorewps.engine.training.data;

import org.scorewps.engine.ImageTile;

/**
 * A picture turned by quarters and mirrored.
 *
 * @param quarters quarter turns, 0 to 3
 * @param mirrorX whether left and right are exchanged after the turn
 * @param mirrorY whether top and bottom are exchanged after the turn
 */
record Orientation(int quarters, boolean mirrorX, boolean mirrorY) {
    private static final int CHANNELS = 3;

    /** Whether width and height are exchanged. */
    boolean swaps() {
        return quarters % 2 == 1;
    }

    /**
     * For each column of the new picture its part of a pixel's index in the old one; the other part is the row's.
     *
     * @param width of the old picture, pixels
     * @param height of the old picture, pixels
     */
    int[] columns(int width, int height) {
        int count = swaps() ? height : width;
        int[] parts = new int[count];
        for (int i = 0; i < count; i++) {
            int x = mirrorX ? count - 1 - i : i;
            parts[i] = switch (quarters) {
                case 0 -> x;
                case 1 -> (height - 1 - x) * width;
                case 2 -> width - 1 - x;
                default -> x * width;
            };
        }
        return parts;
    }

    /** The same for each row. */
    int[] rows(int width, int height) {
        int count = swaps() ? width : height;
        int[] parts = new int[count];
        for (int i = 0; i < count; i++) {
            int y = mirrorY ? count - 1 - i : i;
            parts[i] = switch (quarters) {
                case 0 -> y * width;
                case 1 -> y;
                case 2 -> (height - 1 - y) * width;
                default -> width - 1 - y;
            };
        }
        return parts;
    }

    /** The picture, turned and mirrored. */
    ImageTile of(ImageTile image) {
        int[] columns = columns(image.width(), image.height());
        int[] rows = rows(image.width(), image.height());
        byte[] from = image.rgb();
        byte[] rgb = new byte[from.length];
        int at = 0;
        for (int row : rows) {
            for (int column : columns) {
                int pixel = CHANNELS * (row + column);
                rgb[at++] = from[pixel];
                rgb[at++] = from[pixel + 1];
                rgb[at++] = from[pixel + 2];
            }
        }
        return new ImageTile(columns.length, rows.length, rgb);
    }

    /**
     * Where a point of the old picture lies in the new one.
     *
     * @return x and y, pixels from the upper left corner
     */
    double[] place(double x, double y, int width, int height) {
        double[] turned =
                switch (quarters) {
                    case 0 -> new double[] {x, y};
                    case 1 -> new double[] {height - y, x};
                    case 2 -> new double[] {width - x, height - y};
                    default -> new double[] {y, width - x};
                };
        int newWidth = swaps() ? height : width;
        int newHeight = swaps() ? width : height;
        return new double[] {mirrorX ? newWidth - turned[0] : turned[0], mirrorY ? newHeight - turned[1] : turned[1]};
    }
}

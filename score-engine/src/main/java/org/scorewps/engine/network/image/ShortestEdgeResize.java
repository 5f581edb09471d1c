package org.scorewps.engine.network.image;

import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;

/**
 * The resize that the reference applies before inference: the shorter side becomes a given length, unless the longer one
 * would exceed a limit; the proportions are kept up to rounding. Bilinear with antialiasing on 8-bit samples.
 *
 * @param shortestEdge length of the shorter side, pixels
 * @param maxSize most that the longer side may have, pixels
 */
public record ShortestEdgeResize(int shortestEdge, int maxSize) {
    private static final double LONGEST = 800.0 / 512;

    /** Checks the lengths. */
    public ShortestEdgeResize {
        if (shortestEdge < 1 || maxSize < 1) {
            throw new InvalidInputException(
                    "the sides of a picture must be at least 1 pixel, not " + Math.min(shortestEdge, maxSize));
        }
    }

    /** Of the authors' tests: the longer side may have 800 pixels for a shorter one of 512. */
    public static ShortestEdgeResize to(int shortestEdge) {
        return new ShortestEdgeResize(shortestEdge, (int) (shortestEdge * LONGEST));
    }

    /** The width and height of a picture, pixels. */
    public record Size(int width, int height) {}

    /** The size that a picture of some size gets. No side becomes less than one pixel. */
    public Size size(int width, int height) {
        double scale = (double) shortestEdge / Math.min(height, width);
        double newHeight = height < width ? shortestEdge : scale * height;
        double newWidth = height < width ? scale * width : shortestEdge;
        if (Math.max(newHeight, newWidth) > maxSize) {
            double shrink = maxSize / Math.max(newHeight, newWidth);
            newHeight *= shrink;
            newWidth *= shrink;
        }
        return new Size(Math.max(1, (int) (newWidth + 0.5)), Math.max(1, (int) (newHeight + 0.5)));
    }

    /** The picture at its new size; the same object when the size stays. */
    public ImageTile resize(ImageTile tile) {
        Size size = size(tile.width(), tile.height());
        return BilinearResize.resize(tile, size.width(), size.height());
    }
}

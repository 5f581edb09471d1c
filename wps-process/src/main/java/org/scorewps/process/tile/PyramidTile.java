package org.scorewps.process.tile;

/**
 * A tile of a scene at some reduction.
 *
 * @param factor scene pixels along the side of one of its own; 1 for the scene's own resolution
 * @param window the tile in its own pixels
 * @param extent what it covers, in scene pixels
 * @param inner which of its sides are borders to other tiles, not the scene's rim
 */
public record PyramidTile(int factor, Window window, Window extent, Sides inner) {
    /**
     * Sides of a rectangle.
     *
     * @param left the side with the smallest x
     * @param top the side with the smallest y
     * @param right the side with the largest x
     * @param bottom the side with the largest y
     */
    public record Sides(boolean left, boolean top, boolean right, boolean bottom) {}

    /** How errors name it. */
    public String name() {
        return "columns %d to %d, rows %d to %d%s"
                .formatted(
                        extent.x(),
                        extent.right(),
                        extent.y(),
                        extent.bottom(),
                        factor == 1 ? "" : ", reduced " + factor + " times");
    }
}

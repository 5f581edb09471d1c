package org.scorewps.process.tile;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Overlapping parts of a tile, for a closer look: four, or two of a tile that is no longer than a part in one direction.
 * They share as much of their neighbours as tiles do, so that what is smaller is whole in one of them.
 */
public final class TileSplit {
    /** Of a tile's longer side: what its parts share. */
    private static final int OVERLAP_DIVISOR = 4;

    private final int width;
    private final int height;
    private final TileGrid grid;

    private TileSplit(int width, int height, TileGrid grid) {
        this.width = width;
        this.height = height;
        this.grid = grid;
    }

    /**
     * The parts of a tile.
     *
     * @param width its columns
     * @param height its rows
     */
    public static TileSplit of(int width, int height) {
        int longer = Math.max(width, height);
        int overlap = down(longer / OVERLAP_DIVISOR);
        // two of them, less what they share, are as long as the tile
        int side = Math.max(overlap + TileGrid.LATTICE, up((longer + overlap + 1) / 2));
        return new TileSplit(width, height, TileGrid.of(width, height, side, overlap));
    }

    private static int down(int pixels) {
        return pixels / TileGrid.LATTICE * TileGrid.LATTICE;
    }

    private static int up(int pixels) {
        return down(pixels + TileGrid.LATTICE - 1);
    }

    /** The parts, in the tile's own pixels, row by row; they start at multiples of {@link TileGrid#LATTICE}. */
    public List<Window> parts() {
        return LongStream.range(0, grid.count()).mapToObj(grid::window).toList();
    }

    /** Which sides of a part are borders to others, not the tile's own. */
    public PyramidTile.Sides inner(int index) {
        Window part = grid.window(index);
        return new PyramidTile.Sides(part.x() > 0, part.y() > 0, part.right() < width, part.bottom() < height);
    }
}

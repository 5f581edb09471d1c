package org.scorewps.process.tile;

/**
 * What tiles are made of.
 *
 * @param width columns of the scene
 * @param height rows of the scene
 * @param part what is asked for of it
 * @param tileSize side of a tile, pixels
 * @param originX the scene's first column in the coordinates that all cut-outs of one picture share, a multiple of
 *     {@link #ALIGNMENT}
 * @param originY its first row there
 */
public record TilePlan(int width, int height, Window part, int tileSize, int originX, int originY) {
    /** Where scenes may begin, so that their pixels reduced once are on a lattice, too. */
    public static final int ALIGNMENT = TileGrid.LATTICE * TilePyramid.STEP;

    /** A quarter of a tile: what is smaller is seen whole by one tile. */
    private static final int OVERLAP_DIVISOR = 4;

    /** Rounds the tile's side down to the lattice. */
    public TilePlan {
        tileSize = Math.max(TileGrid.LATTICE, tileSize / TileGrid.LATTICE * TileGrid.LATTICE);
    }

    /** The tiles of a whole picture. */
    public static TilePlan whole(int width, int height, int tileSize) {
        return new TilePlan(width, height, new Window(0, 0, width, height), tileSize, 0, 0);
    }

    /** Pixels that neighbouring tiles share at least. */
    public int overlap() {
        return tileSize / OVERLAP_DIVISOR / TileGrid.LATTICE * TileGrid.LATTICE;
    }

    /** Its tiles. */
    public TileGrid grid() {
        int step = tileSize - overlap();
        return TileGrid.of(
                width, height, part, tileSize, overlap(), Math.floorMod(-originX, step), Math.floorMod(-originY, step));
    }

    /** The same scene with fewer pixels: one for so many along a side. */
    TilePlan reduced(int factor) {
        int x = part.x() / factor;
        int y = part.y() / factor;
        int right = (part.right() - 1) / factor + 1;
        int bottom = (part.bottom() - 1) / factor + 1;
        return new TilePlan(
                (width - 1) / factor + 1,
                (height - 1) / factor + 1,
                new Window(x, y, right - x, bottom - y),
                tileSize,
                originX / factor,
                originY / factor);
    }
}

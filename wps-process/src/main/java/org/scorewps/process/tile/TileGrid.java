package org.scorewps.process.tile;

/**
 * Overlapping square tiles over a scene, or those of them that touch the part that is asked for. A tile's place depends
 * on the scene only, never on the part: who asks for less sees it through the same tiles. Tiles never reach beyond the
 * scene; a scene smaller than a tile is one tile of its own size.
 */
public final class TileGrid {
    /** Tiles start at multiples of it, so that the samples of all tiles' masks lie on one lattice. */
    public static final int LATTICE = 4;

    private final TileAxis columns;
    private final TileAxis rows;

    private TileGrid(TileAxis columns, TileAxis rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The tiles of a whole scene, the first one at its upper left corner.
     *
     * @param width columns of the scene
     * @param height rows of the scene
     * @param tileSize side of a tile, a multiple of {@link #LATTICE}
     * @param overlap pixels that neighbours share at least, a multiple of it too and less than the side
     */
    public static TileGrid of(int width, int height, int tileSize, int overlap) {
        return of(width, height, new Window(0, 0, width, height), tileSize, overlap, 0, 0);
    }

    /**
     * The tiles that touch a part of a scene.
     *
     * @param part the part that is asked for
     * @param phaseX where inner tiles start, modulo the tiles' step: the same for all cut-outs of one picture
     * @param phaseY the same for rows
     */
    public static TileGrid of(int width, int height, Window part, int tileSize, int overlap, int phaseX, int phaseY) {
        int step = tileSize - overlap;
        boolean aligned = (tileSize | overlap | phaseX | phaseY) % LATTICE == 0;
        if (width < 1
                || height < 1
                || overlap < 0
                || step < 1
                || !aligned
                || part.right() > width
                || part.bottom() > height) {
            throw new IllegalArgumentException("no tiles of %d pixels with %d overlap, phase %d, %d, for %s in %d x %d"
                    .formatted(tileSize, overlap, phaseX, phaseY, part, width, height));
        }
        return new TileGrid(
                TileAxis.over(width, tileSize, step, Math.floorMod(phaseX, step), part.x(), part.right()),
                TileAxis.over(height, tileSize, step, Math.floorMod(phaseY, step), part.y(), part.bottom()));
    }

    /** Tiles in a row. */
    public int columns() {
        return columns.count();
    }

    /** Rows of tiles. */
    public int rows() {
        return rows.count();
    }

    /** All tiles. */
    public long count() {
        return (long) columns() * rows();
    }

    /**
     * One tile.
     *
     * @param index 0 to {@link #count()} - 1, row by row
     */
    public Window window(long index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("tile " + index + " of " + count());
        }
        int column = (int) (index % columns());
        int row = (int) (index / columns());
        int x = columns.start(column);
        int y = rows.start(row);
        return new Window(x, y, columns.end(column) - x, rows.end(row) - y);
    }
}

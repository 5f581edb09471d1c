package org.scorewps.process.tile;

/**
 * Overlapping square tiles that cover a scene. Tiles never reach beyond the scene; a scene smaller than a tile is one
 * tile of its own size. Tiles are spread evenly, so that the last one isn't nearly all overlap: each pair of neighbours
 * shares at least the overlap that was asked for.
 *
 * @param sceneWidth columns of the scene
 * @param sceneHeight rows of the scene
 * @param tileSize side of a tile, pixels
 * @param overlap pixels that neighbours share at least; less than the side
 */
public record TileGrid(int sceneWidth, int sceneHeight, int tileSize, int overlap) {
    /** Checks the sizes. */
    public TileGrid {
        if (sceneWidth < 1 || sceneHeight < 1 || tileSize < 1 || overlap < 0 || overlap >= tileSize) {
            throw new IllegalArgumentException("no tiles of %d pixels with %d overlap in %d x %d"
                    .formatted(tileSize, overlap, sceneWidth, sceneHeight));
        }
    }

    /** Tiles in a row. */
    public int columns() {
        return tilesAlong(sceneWidth);
    }

    /** Rows of tiles. */
    public int rows() {
        return tilesAlong(sceneHeight);
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
        return new Window(
                start(column, columns(), sceneWidth),
                start(row, rows(), sceneHeight),
                Math.min(tileSize, sceneWidth),
                Math.min(tileSize, sceneHeight));
    }

    private int tilesAlong(int length) {
        int step = tileSize - overlap;
        return length <= tileSize ? 1 : Math.toIntExact(((long) length - overlap + step - 1) / step);
    }

    private int start(int index, int tiles, int length) {
        return tiles == 1 ? 0 : (int) ((long) index * (length - tileSize) / (tiles - 1));
    }
}

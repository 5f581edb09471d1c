package org.scorewps.process.tile;

/**
 * The tiles along one axis of a scene. Their starts are fixed by the scene alone: one at its beginning, one that ends
 * with it, and between them those at a phase plus multiples of the step. So a part of the scene is seen through the same
 * tiles as the whole. All starts are multiples of {@link TileGrid#LATTICE}.
 *
 * @param length pixels of the scene
 * @param tile pixels of a tile
 * @param step pixels from one inner tile to the next
 * @param phase where inner tiles start, modulo the step
 * @param first number of the first tile that is needed
 * @param count how many are needed
 */
record TileAxis(int length, int tile, int step, int phase, int first, int count) {
    /** The tiles that touch {@code from..to}. */
    static TileAxis over(int length, int tile, int step, int phase, int from, int to) {
        TileAxis all = new TileAxis(length, tile, step, phase, 0, total(length, tile, step, phase));
        int first = 0;
        while (first + 1 < all.count && all.end(first) <= from) {
            first++;
        }
        int last = first;
        while (last + 1 < all.count && all.start(last + 1) < to) {
            last++;
        }
        return new TileAxis(length, tile, step, phase, first, last - first + 1);
    }

    private static int total(int length, int tile, int step, int phase) {
        if (length <= tile) {
            return 1;
        }
        int room = lastStart(length, tile) - firstInner(step, phase);
        return 2 + (room > 0 ? (room - 1) / step + 1 : 0);
    }

    private static int firstInner(int step, int phase) {
        return phase == 0 ? step : phase;
    }

    private static int lastStart(int length, int tile) {
        int lattice = TileGrid.LATTICE;
        return (int) (((long) length - tile + lattice - 1) / lattice * lattice);
    }

    /** The first pixel of a needed tile. */
    int start(int index) {
        int number = first + index;
        if (number == 0) {
            return 0;
        }
        return Math.min(
                (int) Math.min(Integer.MAX_VALUE, firstInner(step, phase) + (number - 1L) * step),
                lastStart(length, tile));
    }

    /** The pixel after its last. */
    int end(int index) {
        return (int) Math.min(length, (long) start(index) + tile);
    }
}

package org.scorewps.process.tile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * All tiles of a request: those of the scene's own resolution and, for what is larger than a tile, those of the scene at
 * reduced resolution. They come in the order of their upper edges, of equal ones the coarser first: when a tile with an
 * upper edge at {@code y} comes, all tiles that look above {@code y} have come, so that what lies there is complete.
 */
public final class TilePyramid implements Iterable<PyramidTile> {
    /** How much coarser a level is than the one before: an object as large as a tile is seen whole on the next. */
    public static final int STEP = 4;

    private final List<Level> levels;

    private record Level(int factor, int width, int height, TileGrid grid) {
        PyramidTile tile(long index) {
            Window window = grid.window(index);
            int right = (int) Math.min(Integer.MAX_VALUE, (long) window.right() * factor);
            int bottom = (int) Math.min(Integer.MAX_VALUE, (long) window.bottom() * factor);
            int x = window.x() * factor;
            int y = window.y() * factor;
            PyramidTile.Sides inner = new PyramidTile.Sides(
                    window.x() > 0, window.y() > 0, window.right() < width, window.bottom() < height);
            return new PyramidTile(factor, window, new Window(x, y, right - x, bottom - y), inner);
        }

        /** The upper edge of a row of tiles, scene pixels. */
        long top(long row) {
            return (long) grid.window(row * grid.columns()).y() * factor;
        }
    }

    private TilePyramid(List<Level> levels) {
        this.levels = levels;
    }

    /**
     * The tiles of a part of a scene.
     *
     * @param plan sizes
     * @param levels how often the scene is reduced at most; no more than until it fits into one tile
     */
    public static TilePyramid of(TilePlan plan, int levels) {
        List<Level> all = new ArrayList<>();
        TilePlan reduced = plan;
        int factor = 1;
        for (int i = 0; ; i++) {
            all.add(new Level(factor, reduced.width(), reduced.height(), reduced.grid()));
            if (i == levels || Math.max(reduced.width(), reduced.height()) <= plan.tileSize()) {
                // the coarsest comes first
                all.sort(Comparator.comparingInt(Level::factor).reversed());
                return new TilePyramid(List.copyOf(all));
            }
            factor *= STEP;
            reduced = reduced.reduced(STEP);
        }
    }

    /** All tiles. */
    public long count() {
        return levels.stream().mapToLong(level -> level.grid().count()).sum();
    }

    /** The tiles of the scene's own resolution alone. */
    public TilePyramid finestOnly() {
        return new TilePyramid(List.of(levels.get(levels.size() - 1)));
    }

    /** Where the tiles of the scene's own resolution are. */
    public TileGrid finest() {
        return levels.get(levels.size() - 1).grid();
    }

    @Override
    public Iterator<PyramidTile> iterator() {
        return new Iterator<>() {
            private final long[] next = new long[levels.size()];

            @Override
            public boolean hasNext() {
                return level() >= 0;
            }

            @Override
            public PyramidTile next() {
                int level = level();
                if (level < 0) {
                    throw new NoSuchElementException();
                }
                return levels.get(level).tile(next[level]++);
            }

            /** The level of the next tile, -1 when there is none. */
            private int level() {
                int best = -1;
                long highest = Long.MAX_VALUE;
                for (int i = 0; i < next.length; i++) {
                    TileGrid grid = levels.get(i).grid();
                    if (next[i] < grid.count()) {
                        long top = levels.get(i).top(next[i] / grid.columns());
                        if (top < highest) {
                            highest = top;
                            best = i;
                        }
                    }
                }
                return best;
            }
        };
    }
}

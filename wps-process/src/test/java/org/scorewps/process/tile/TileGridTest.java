package org.scorewps.process.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileGridTest {
    @Property(tries = 300)
    void tilesCoverEveryPixelAndOverlapAsAsked(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll @IntRange(min = 1, max = 22) int quarter,
            @ForAll @IntRange(min = 0, max = 21) int shared,
            @ForAll @IntRange(min = 0, max = 50) int phase) {
        int size = 4 * quarter;
        int overlap = 4 * Math.min(shared, quarter - 1);
        TileGrid grid =
                TileGrid.of(width, height, new Window(0, 0, width, height), size, overlap, 4 * phase, 4 * phase);
        boolean[] covered = new boolean[width];
        // one row of tiles and the last one are enough: the grid is the product of its axes
        for (int column = 0; column < grid.columns(); column++) {
            Window tile = grid.window(column);
            assertThat(tile.right()).isLessThanOrEqualTo(width);
            assertThat(tile.x() % 4).isZero();
            assertThat(tile.width()).isBetween(Math.min(width, size - 3), size);
            for (int x = tile.x(); x < tile.right(); x++) {
                covered[x] = true;
            }
            if (column > 0) {
                assertThat(grid.window(column - 1).right() - tile.x()).isGreaterThanOrEqualTo(overlap);
                assertThat(tile.x()).isGreaterThan(grid.window(column - 1).x());
            }
        }
        assertThat(covered).doesNotContain(false);
        Window last = grid.window(grid.count() - 1);
        assertThat(last.right()).isEqualTo(width);
        assertThat(last.bottom()).isEqualTo(height);
    }

    @Property(tries = 200)
    void aPartIsSeenThroughTheSameTiles(
            @ForAll @IntRange(min = 0, max = 999) int x, @ForAll @IntRange(min = 1, max = 1000) int width) {
        int right = Math.min(1000, x + width);
        Set<Window> tiles = tiles(TileGrid.of(1000, 80, new Window(x, 0, right - x, 80), 128, 32, 0, 0));
        Set<Window> needed = new HashSet<>();
        for (Window tile : tiles(TileGrid.of(1000, 80, 128, 32))) {
            if (tile.x() < right && x < tile.right()) {
                needed.add(tile);
            }
        }
        assertThat(tiles).isEqualTo(needed);
    }

    @Property(tries = 200)
    void aCutOutIsSeenThroughTheSameTilesAwayFromItsRim(@ForAll @IntRange(min = 0, max = 30) int sixteenths) {
        int origin = 16 * sixteenths;
        TilePlan plan = new TilePlan(1000, 80, new Window(0, 0, 1000, 80), 128, origin, 0);
        Set<Window> whole = tiles(TileGrid.of(2000, 80, 128, 32));
        TileGrid grid = plan.grid();
        for (int i = 1; i + 1 < grid.columns(); i++) {
            Window tile = grid.window(i);
            assertThat(whole).contains(new Window(tile.x() + origin, 0, tile.width(), tile.height()));
        }
    }

    private static Set<Window> tiles(TileGrid grid) {
        Set<Window> tiles = new HashSet<>();
        for (long i = 0; i < grid.count(); i++) {
            tiles.add(grid.window(i));
        }
        return tiles;
    }

    @Test
    void aSmallSceneIsOneTile() {
        TileGrid grid = TileGrid.of(20, 30, 64, 16);
        assertThat(grid.count()).isEqualTo(1);
        assertThat(grid.window(0)).isEqualTo(new Window(0, 0, 20, 30));
    }

    @Test
    void hugeScenesAreCountedNotListed() {
        TileGrid grid = TileGrid.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 512, 128);
        assertThat(grid.count()).isGreaterThan(31_000_000_000_000L);
        assertThat(grid.window(grid.count() - 1).right()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void noSuchTile() {
        TileGrid grid = TileGrid.of(20, 30, 64, 16);
        assertThatThrownBy(() -> grid.window(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TileGrid.of(20, 30, 64, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TileGrid.of(20, 30, 66, 16)).isInstanceOf(IllegalArgumentException.class);
    }
}

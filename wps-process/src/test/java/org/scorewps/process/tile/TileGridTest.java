package org.scorewps.process.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileGridTest {
    @Property(tries = 300)
    void tilesCoverEveryPixelAndOverlapAsAsked(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll @IntRange(min = 1, max = 90) int size,
            @ForAll @DoubleRange(min = 0, max = 0.99) double share) {
        int overlap = (int) (size * share);
        TileGrid grid = new TileGrid(width, height, size, overlap);
        boolean[] covered = new boolean[width * height];
        // one row and one column of tiles are enough: the grid is their product
        for (int column = 0; column < grid.columns(); column++) {
            Window tile = grid.window(column);
            assertThat(tile.right()).isLessThanOrEqualTo(width);
            assertThat(tile.width()).isEqualTo(Math.min(size, width));
            for (int x = tile.x(); x < tile.right(); x++) {
                covered[x] = true;
            }
            if (column > 0) {
                assertThat(grid.window(column - 1).right() - tile.x()).isGreaterThanOrEqualTo(overlap);
                assertThat(tile.x()).isGreaterThan(grid.window(column - 1).x());
            }
        }
        for (int x = 0; x < width; x++) {
            assertThat(covered[x]).isTrue();
        }
        Window last = grid.window(grid.count() - 1);
        assertThat(last.right()).isEqualTo(width);
        assertThat(last.bottom()).isEqualTo(height);
    }

    @Test
    void aSmallSceneIsOneTile() {
        TileGrid grid = new TileGrid(20, 30, 64, 16);
        assertThat(grid.count()).isEqualTo(1);
        assertThat(grid.window(0)).isEqualTo(new Window(0, 0, 20, 30));
    }

    @Test
    void hugeScenesAreCountedNotListed() {
        TileGrid grid = new TileGrid(Integer.MAX_VALUE, Integer.MAX_VALUE, 512, 128);
        assertThat(grid.count()).isGreaterThan(31_000_000_000_000L);
        assertThat(grid.window(grid.count() - 1).right()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void noSuchTile() {
        TileGrid grid = new TileGrid(20, 30, 64, 16);
        assertThatThrownBy(() -> grid.window(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new TileGrid(20, 30, 64, 64)).isInstanceOf(IllegalArgumentException.class);
    }
}

package org.scorewps.process.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TilePyramidTest {
    @Property(tries = 200)
    void tilesComeFromTheTopAndAllOfThem(
            @ForAll @IntRange(min = 1, max = 3000) int width,
            @ForAll @IntRange(min = 1, max = 3000) int height,
            @ForAll @IntRange(min = 0, max = 2) int levels) {
        TilePyramid pyramid = TilePyramid.of(TilePlan.whole(width, height, 128), levels);
        List<PyramidTile> tiles = new ArrayList<>();
        pyramid.forEach(tiles::add);
        assertThat(tiles).hasSize((int) pyramid.count()).doesNotHaveDuplicates();
        for (int i = 1; i < tiles.size(); i++) {
            PyramidTile before = tiles.get(i - 1);
            PyramidTile after = tiles.get(i);
            assertThat(after.extent().y())
                    .isGreaterThanOrEqualTo(before.extent().y());
            if (after.extent().y() == before.extent().y()) {
                assertThat(after.factor()).isLessThanOrEqualTo(before.factor());
            }
        }
        // the whole scene on every level, whose reduced pixels may reach over its rim
        for (PyramidTile tile : tiles) {
            assertThat(tile.inner().left()).isEqualTo(tile.extent().x() > 0);
            assertThat(tile.inner().right()).isEqualTo(tile.extent().right() < width);
            assertThat(tile.inner().bottom()).isEqualTo(tile.extent().bottom() < height);
        }
    }

    @Test
    void whatFitsIntoATileIsNotReduced() {
        assertThat(TilePyramid.of(TilePlan.whole(128, 100, 128), 1).count()).isEqualTo(1);
        assertThat(TilePyramid.of(TilePlan.whole(129, 100, 128), 1).count()).isEqualTo(3);
        assertThat(TilePyramid.of(TilePlan.whole(129, 100, 128), 0).count()).isEqualTo(2);
    }
}

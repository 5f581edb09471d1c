package org.scorewps.process.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileSplitTest {
    @Property(tries = 300)
    void whatIsNoLongerThanTheOverlapIsWholeInAPart(
            @ForAll @IntRange(min = 1, max = 600) int width,
            @ForAll @IntRange(min = 1, max = 600) int height,
            @ForAll @IntRange(min = 0, max = 999) int placeX,
            @ForAll @IntRange(min = 0, max = 999) int placeY) {
        TileSplit split = TileSplit.of(width, height);
        List<Window> parts = split.parts();
        assertThat(parts).hasSizeBetween(1, 4);
        int overlap = Math.max(width, height) / 4 / TileGrid.LATTICE * TileGrid.LATTICE;
        int wide = Math.min(width, Math.max(1, overlap));
        int high = Math.min(height, Math.max(1, overlap));
        int x = placeX * (width - wide) / 999;
        int y = placeY * (height - high) / 999;
        assertThat(parts)
                .anyMatch(part ->
                        part.x() <= x && part.y() <= y && part.right() >= x + wide && part.bottom() >= y + high);
        for (int i = 0; i < parts.size(); i++) {
            Window part = parts.get(i);
            assertThat(part.x() % TileGrid.LATTICE).isZero();
            assertThat(part.y() % TileGrid.LATTICE).isZero();
            assertThat(part.right()).isLessThanOrEqualTo(width);
            assertThat(part.bottom()).isLessThanOrEqualTo(height);
            assertThat(split.inner(i))
                    .isEqualTo(new PyramidTile.Sides(
                            part.x() > 0, part.y() > 0, part.right() < width, part.bottom() < height));
        }
    }

    @Test
    void partsOfAUsualTileAreMultiplesOf32() {
        assertThat(TileSplit.of(256, 256).parts())
                .containsExactly(
                        new Window(0, 0, 160, 160),
                        new Window(96, 0, 160, 160),
                        new Window(0, 96, 160, 160),
                        new Window(96, 96, 160, 160));
        assertThat(TileSplit.of(1024, 1024).parts()).allMatch(part -> part.width() == 640 && part.height() == 640);
        assertThat(TileSplit.of(256, 100).parts())
                .containsExactly(new Window(0, 0, 160, 100), new Window(96, 0, 160, 100));
    }
}

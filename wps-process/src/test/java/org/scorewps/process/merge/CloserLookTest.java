package org.scorewps.process.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/** Rectangles of samples in a tile of 64 x 64 pixels, 16 samples a side, and in its left and right part of 40 columns. */
class CloserLookTest {
    private static final Window LEFT = new Window(0, 0, 40, 64);
    private static final Window RIGHT = new Window(24, 0, 40, 64);
    private static final PyramidTile.Sides LEFT_INNER = new PyramidTile.Sides(false, false, true, false);
    private static final PyramidTile.Sides RIGHT_INNER = new PyramidTile.Sides(true, false, false, false);

    private static Detection detection(
            int columns, int classIndex, double score, int left, int top, int width, int height) {
        float[] logits = new float[columns * 16];
        Arrays.fill(logits, -3);
        for (int row = top; row < top + height; row++) {
            Arrays.fill(logits, row * columns + left, row * columns + left + width, 3);
        }
        return new Detection(classIndex, (float) score, new MaskLogits(columns, 16, 4, logits));
    }

    private static Detection whole(int classIndex, double score, int left, int top, int width, int height) {
        return detection(16, classIndex, score, left, top, width, height);
    }

    private static Detection part(int classIndex, double score, int left, int top, int width, int height) {
        return detection(10, classIndex, score, left, top, width, height);
    }

    private static List<Detection> look(List<Detection> whole, List<Detection> left, List<Detection> right) {
        CloserLook look = new CloserLook(64, 64, whole);
        look.add(LEFT, LEFT_INNER, left);
        look.add(RIGHT, RIGHT_INNER, right);
        return look.detections();
    }

    private static void assertShows(Detection found, Detection expected) {
        assertThat(found.classIndex()).isEqualTo(expected.classIndex());
        assertThat(found.score()).isEqualTo(expected.score());
        BitSet mask = Duplicates.positive(found.mask());
        assertThat(mask).isEqualTo(Duplicates.positive(expected.mask()));
    }

    @Test
    void whatPartsShowComesToItsPlaceInTheTile() {
        List<Detection> found = look(List.of(), List.of(part(0, 0.6, 0, 3, 2, 2)), List.of(part(1, 0.9, 8, 12, 2, 4)));
        assertThat(found).hasSize(2);
        assertShows(found.get(0), whole(1, 0.9, 14, 12, 2, 4));
        assertShows(found.get(1), whole(0, 0.6, 0, 3, 2, 2));
    }

    @Test
    void whatAPartCutsIsLeftToTheOther() {
        // columns 8 and 9 of the tile: the last ones of the left part, in the middle of the right one
        List<Detection> found = look(List.of(), List.of(part(0, 0.9, 8, 3, 2, 2)), List.of(part(0, 0.6, 2, 3, 3, 2)));
        assertThat(found).hasSize(1);
        assertShows(found.get(0), whole(0, 0.6, 8, 3, 3, 2));
    }

    @Test
    void whatBothPartsShowIsTheSurerOneWhateverItsClass() {
        List<Detection> found = look(List.of(), List.of(part(0, 0.5, 7, 3, 2, 2)), List.of(part(1, 0.7, 1, 3, 2, 2)));
        assertThat(found).hasSize(1);
        assertShows(found.get(0), whole(1, 0.7, 7, 3, 2, 2));
    }

    @Test
    void whatIsTooLargeForPartsIsTakenFromTheTile() {
        Detection pier = whole(2, 0.4, 1, 8, 14, 2);
        List<Detection> found = look(
                List.of(pier),
                List.of(part(2, 0.8, 1, 8, 9, 2), part(0, 0.9, 2, 8, 2, 2)),
                List.of(part(2, 0.8, 0, 8, 9, 2)));
        assertThat(found).hasSize(2);
        assertShows(found.get(0), whole(0, 0.9, 2, 8, 2, 2));
        assertThat(found.get(1)).isSameAs(pier);
    }

    @Test
    void closerLooksReplaceWhatTheTileShowsOfTheSame() {
        // a car that was outlined too wide, three taken for one, and one that only the tile shows
        Detection wide = whole(0, 0.9, 1, 1, 5, 2);
        Detection three = whole(0, 0.9, 1, 8, 4, 8);
        Detection unseen = whole(0, 0.3, 12, 12, 2, 2);
        List<Detection> found = look(
                List.of(wide, three, unseen),
                List.of(
                        part(0, 0.8, 1, 1, 2, 2),
                        part(0, 0.7, 1, 8, 4, 2),
                        part(0, 0.6, 1, 11, 4, 2),
                        part(0, 0.5, 1, 14, 4, 2)),
                List.of());
        assertThat(found).hasSize(5);
        assertShows(found.get(0), whole(0, 0.8, 1, 1, 2, 2));
        assertShows(found.get(1), whole(0, 0.7, 1, 8, 4, 2));
        assertShows(found.get(2), whole(0, 0.6, 1, 11, 4, 2));
        assertShows(found.get(3), whole(0, 0.5, 1, 14, 4, 2));
        assertThat(found.get(4)).isSameAs(unseen);
    }

    @Test
    void ofTheSameObjectTheSurerLookCounts() {
        Detection roof = whole(3, 0.8, 0, 0, 8, 6);
        assertThat(look(List.of(roof), List.of(part(3, 0.7, 0, 0, 7, 6), part(2, 0.6, 0, 0, 8, 6)), List.of()))
                .containsExactly(roof);
        List<Detection> found = look(List.of(roof), List.of(part(3, 0.9, 0, 0, 7, 6)), List.of());
        assertThat(found).hasSize(1);
        assertShows(found.get(0), whole(3, 0.9, 0, 0, 7, 6));
    }

    @Test
    void theSurestLookSaysWhatElseAnObjectMayBe() {
        Detection ship = whole(0, 0.6, 7, 3, 2, 2);
        Detection sailboat = whole(1, 0.55, 7, 3, 2, 2);
        List<Detection> found = look(
                List.of(ship, sailboat),
                List.of(part(0, 0.7, 7, 3, 2, 2), part(1, 0.4, 7, 3, 2, 2)),
                List.of(part(0, 0.5, 1, 3, 2, 2), part(1, 0.5, 1, 3, 2, 2)));
        assertThat(found).extracting(Detection::score).containsExactly(0.7f, 0.4f);
    }

    @Test
    void otherThingsOnALargeOneDontReplaceIt() {
        Detection roof = whole(3, 0.9, 0, 0, 10, 6);
        List<Detection> found =
                look(List.of(roof), List.of(part(1, 0.8, 1, 1, 4, 4), part(1, 0.8, 5, 1, 4, 4)), List.of());
        assertThat(found).hasSize(3);
        assertThat(found.get(0)).isSameAs(roof);
    }

    @Test
    void emptyMasksAreNothing() {
        assertThat(look(List.of(), List.of(part(0, 0.9, 0, 0, 0, 0)), List.of()))
                .isEmpty();
    }
}

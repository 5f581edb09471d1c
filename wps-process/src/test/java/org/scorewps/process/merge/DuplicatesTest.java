package org.scorewps.process.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.TilePlan;
import org.scorewps.process.tile.TilePyramid;

/** Rectangles in a tile of 64 pixels. */
class DuplicatesTest {
    private static final int SIDE = 16;

    /** Samples of four pixels. */
    private static Detection detection(int classIndex, double score, int left, int top, int width, int height) {
        float[] logits = new float[SIDE * SIDE];
        Arrays.fill(logits, -3);
        for (int row = top; row < top + height; row++) {
            Arrays.fill(logits, row * SIDE + left, row * SIDE + left + width, 3);
        }
        return new Detection(classIndex, (float) score, new MaskLogits(SIDE, SIDE, 4, logits));
    }

    @Test
    void theSameObjectTwiceIsTheSurerOne() {
        Detection best = detection(0, 0.9, 2, 2, 8, 4);
        Detection again = detection(0, 0.8, 3, 2, 8, 4);
        Detection otherClass = detection(1, 0.7, 2, 2, 8, 4);
        assertThat(Duplicates.without(List.of(best, again, otherClass))).containsExactly(best, otherClass);
    }

    @Test
    void neighboursAndWhatLiesOnAnotherStay() {
        Detection ferry = detection(0, 0.9, 2, 2, 10, 4);
        Detection boatOnIt = detection(0, 0.8, 3, 3, 3, 2);
        Detection neighbour = detection(0, 0.7, 2, 5, 10, 4);
        List<Detection> all = List.of(ferry, boatOnIt, neighbour);
        assertThat(Duplicates.without(all)).isEqualTo(all);
    }

    @Test
    void masksCountNotBoxes() {
        float[] rising = new float[SIDE * SIDE];
        float[] shifted = new float[SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int across = i / SIDE + i % SIDE;
            rising[i] = across >= 12 && across < 15 ? 3 : -3;
            shifted[i] = across >= 15 && across < 18 ? 3 : -3;
        }
        List<Detection> two = List.of(
                new Detection(0, 0.9f, new MaskLogits(SIDE, SIDE, 4, rising)),
                new Detection(0, 0.8f, new MaskLogits(SIDE, SIDE, 4, shifted)));
        assertThat(Duplicates.without(two)).isEqualTo(two);
    }

    @Test
    void aTileShowsAnObjectOnce() {
        TilePlan plan = TilePlan.whole(64, 64, 64);
        PyramidTile tile = TilePyramid.of(plan, 0).iterator().next();
        List<Detection> found =
                List.of(detection(0, 0.9, 4, 4, 8, 4), detection(0, 0.6, 4, 4, 7, 4), detection(0, 0.5, 4, 9, 8, 4));
        assertThat(new PartTracer(plan.overlap()).trace(found, tile, Optional.empty()))
                .extracting(Part::score)
                .containsExactly(0.9, 0.5);
    }
}

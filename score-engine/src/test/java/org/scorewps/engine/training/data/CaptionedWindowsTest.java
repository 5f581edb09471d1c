package org.scorewps.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.scenes.SceneObject;
import org.scorewps.engine.scenes.catalog.SceneClass;
import org.scorewps.engine.training.SeededNumbers;

class CaptionedWindowsTest {
    private static final int SCENE = 192;

    @Property(tries = 300)
    void aThingIsWhereItsCaptionSays(
            @ForAll @IntRange(min = 0, max = SCENE - 2) int x,
            @ForAll @IntRange(min = 0, max = SCENE - 2) int y,
            @ForAll @IntRange(min = 2, max = SCENE) int width,
            @ForAll @IntRange(min = 2, max = SCENE) int height,
            @ForAll @IntRange(min = 0, max = 3) int quarters,
            @ForAll boolean mirrorX,
            @ForAll boolean mirrorY,
            @ForAll @IntRange(min = 0, max = 99) int index) {
        int right = Math.min(SCENE, x + width);
        int bottom = Math.min(SCENE, y + height);
        CaptionedWindow window = CaptionedWindow.around(
                        painted(x, y, right, bottom),
                        new SceneObject(SceneClass.BUS, mask(x, y, right, bottom), Optional.empty()),
                        SeededNumbers.of(1, SeededNumbers.Purpose.CAPTIONS, index))
                .turned(new Orientation(quarters, mirrorX, mirrorY));
        assertThat(window.classIndex())
                .isEqualTo(SceneClass.vocabulary().classes().indexOf(SceneClass.BUS.names()));
        double scale = Math.min(
                1.0, (double) CaptionedWindow.SIDE / Math.min(SCENE, (int) (1.25 * Math.max(right - x, bottom - y))));
        assertThat((window.right() - window.left()) * (window.bottom() - window.top()))
                .as("all of it")
                .isCloseTo(scale * scale * (right - x) * (bottom - y), within(1e-6));
        for (int row = 0; row < CaptionedWindow.SIDE; row++) {
            for (int column = 0; column < CaptionedWindow.SIDE; column++) {
                // a reduced picture's edges are blurred
                double off = distance(window, column + 0.5, row + 0.5);
                int red = window.image().rgb()[3 * (row * CaptionedWindow.SIDE + column)] & 0xff;
                if (off < -1) {
                    assertThat(red).isEqualTo(200);
                } else if (off > 1) {
                    assertThat(red).isEqualTo(10);
                }
            }
        }
    }

    /** How far a point lies outside of the place, negative inside. */
    private static double distance(CaptionedWindow window, double x, double y) {
        return Math.max(
                Math.max(window.left() - x, x - window.right()), Math.max(window.top() - y, y - window.bottom()));
    }

    private static ImageTile painted(int left, int top, int right, int bottom) {
        byte[] rgb = new byte[SCENE * SCENE * 3];
        Arrays.fill(rgb, (byte) 10);
        for (int y = top; y < bottom; y++) {
            Arrays.fill(rgb, (y * SCENE + left) * 3, (y * SCENE + right) * 3, (byte) 200);
        }
        return new ImageTile(SCENE, SCENE, rgb);
    }

    private static RunLengthMask mask(int left, int top, int right, int bottom) {
        int[] counts = new int[2 * (right - left) + 1];
        counts[0] = left * SCENE + top;
        for (int i = 1; i < counts.length; i++) {
            counts[i] = i % 2 == 1 ? bottom - top : SCENE - bottom + top;
        }
        counts[counts.length - 1] = (SCENE - right) * SCENE + SCENE - bottom;
        return RunLengthMask.ofCounts(SCENE, SCENE, counts);
    }

    @Property(tries = 100)
    void sharesOfCellsAreOne(
            @ForAll @IntRange(min = 0, max = 90) int x,
            @ForAll @IntRange(min = 0, max = 90) int y,
            @ForAll @IntRange(min = 1, max = 96) int size,
            @ForAll @IntRange(min = 1, max = 6) int cells) {
        CaptionedWindow window =
                new CaptionedWindow(0, painted(0, 0, 1, 1), x, y, Math.min(96, x + size), Math.min(96, y + size));
        float[] shares = window.shares(cells);
        assertThat(shares).hasSize(cells * cells);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            double cell = 96.0 / cells;
            int row = i / cells;
            double off = distance(window, (i - row * cells + 0.5) * cell, (row + 0.5) * cell);
            assertThat(off < 0 && shares[i] == 0).as("one is left out").isFalse();
            assertThat(shares[i] > 0 && off > cell / 2).as("one is far off").isFalse();
            double all = (window.right() - window.left()) * (window.bottom() - window.top());
            assertThat(shares[i] * all).as("more than a cell").isLessThan(cell * cell + 1e-3);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @Test
    void batchesShowDifferentClassesAndFollowFromSeedAndIndex() {
        CaptionedWindows windows = new CaptionedWindows(5, 0.5, 64);
        List<CaptionedWindow> batch = windows.batch(12, 3);
        assertThat(batch).extracting(CaptionedWindow::classIndex).doesNotHaveDuplicates();
        assertThat(pixels(new CaptionedWindows(5, 0.5, 64).batch(12, 3))).isDeepEqualTo(pixels(batch));
        assertThat(Arrays.deepEquals(pixels(windows.batch(12, 4)), pixels(batch)))
                .isFalse();
        assertThat(windows.batch(500, 0)).hasSize(500);
        int sailboat = SceneClass.vocabulary().classes().indexOf(SceneClass.SAILBOAT.names());
        assertThat(windows.batch(500, 0))
                .extracting(CaptionedWindow::classIndex)
                .as("also classes whose masks are never learned")
                .contains(sailboat);
    }

    private static byte[][] pixels(List<CaptionedWindow> batch) {
        return batch.stream().map(one -> one.image().rgb()).toArray(byte[][]::new);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new CaptionSettings(-1, 8, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("weight must be 0 to 1024, not -1.0");
        assertThatThrownBy(() -> new CaptionSettings(1, 0, 1)).hasMessage("batch must be 1 to 1024, not 0");
        assertThatThrownBy(() -> new CaptionSettings(1, 1, 0)).hasMessage("scenes must be 1 to 1048576, not 0");
    }
}

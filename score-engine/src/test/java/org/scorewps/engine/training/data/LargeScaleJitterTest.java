package org.scorewps.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.training.SeededNumbers.Purpose;

/** Pictures are black with one white block that is the object: wherever the block goes, the mask goes with it. */
class LargeScaleJitterTest {
    private static final byte[] GRAY = {77, 77, 77};

    @Property(tries = 200)
    void withoutScalingTheMaskIsTheBlockExactly(
            @ForAll @IntRange(min = 8, max = 64) int width,
            @ForAll @IntRange(min = 8, max = 64) int height,
            @ForAll @IntRange(max = 10_000) int draw) {
        // the longer side fits the crop as it is
        LargeScaleJitter jitter =
                new LargeScaleJitter(64, scale(width, height), scale(width, height), true, true, true);
        TrainingSample sample = block(width, height, 2, 3, 4, 2);
        TrainingSample changed = jitter.apply(sample, numbers(draw), GRAY);
        assertThat(changed.image().width()).isEqualTo(64);
        assertThat(changed.image().height()).isEqualTo(64);
        BitSet mask = changed.objects().get(0).mask();
        assertThat(mask.cardinality()).isEqualTo(8);
        for (int p = 0; p < 64 * 64; p++) {
            assertThat(changed.image().rgb()[3 * p] == -1).isEqualTo(mask.get(p));
        }
    }

    private static double scale(int width, int height) {
        return Math.max(width, height) / 64.0;
    }

    @Property(tries = 200)
    void scaledMasksLieOnTheBlock(
            @ForAll @DoubleRange(min = 0.3, max = 2) double scale, @ForAll @IntRange(max = 10_000) int draw) {
        LargeScaleJitter jitter = new LargeScaleJitter(96, scale, scale, true, true, true);
        TrainingSample changed = jitter.apply(block(80, 60, 20, 10, 30, 30), numbers(draw), GRAY);
        for (TrainingObject object : changed.objects()) {
            int inside = 0;
            for (int p = object.mask().nextSetBit(0); p >= 0; p = object.mask().nextSetBit(p + 1)) {
                inside += (changed.image().rgb()[3 * p] & 0xff) >= 100 ? 1 : 0;
            }
            // pixels of the block's rim are mixed with what is beside it
            assertThat(inside).isGreaterThanOrEqualTo((int) (0.9 * object.mask().cardinality()));
        }
    }

    @Test
    void allEightOrientationsComeUp() {
        LargeScaleJitter jitter = new LargeScaleJitter(64, 1, 1, true, true, true);
        Set<BitSet> masks = new HashSet<>();
        for (int draw = 0; draw < 200; draw++) {
            masks.add(jitter.apply(block(64, 64, 2, 3, 4, 2), numbers(draw), GRAY)
                    .objects()
                    .get(0)
                    .mask());
        }
        assertThat(masks).hasSize(8);
    }

    @Test
    void whatIsSwitchedOffDoesNotHappen() {
        LargeScaleJitter jitter = new LargeScaleJitter(64, 1, 1, false, false, false);
        TrainingSample sample = block(64, 64, 2, 3, 4, 2);
        for (int draw = 0; draw < 20; draw++) {
            assertThat(jitter.apply(sample, numbers(draw), GRAY)).isEqualTo(sample);
        }
    }

    @Test
    void objectsThatVanishAreDroppedAndTheRestIsPadded() {
        LargeScaleJitter small = new LargeScaleJitter(64, 0.1, 0.1, false, false, false);
        TrainingSample changed = small.apply(block(64, 64, 2, 2, 1, 1), numbers(0), GRAY);
        assertThat(changed.objects()).isEmpty();
        assertThat(changed.image().rgb()[3 * (10 * 64 + 10)]).isEqualTo((byte) 77);
        LargeScaleJitter large = new LargeScaleJitter(64, 2, 2, false, false, false);
        int kept = 0;
        for (int draw = 0; draw < 100; draw++) {
            kept += large.apply(block(64, 64, 0, 0, 4, 4), numbers(draw), GRAY)
                    .objects()
                    .size();
        }
        assertThat(kept).as("cut off now and then").isBetween(1, 99);
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new LargeScaleJitter(100, 1, 1, true, true, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("crop must be a multiple of 32 up to 4096, not 100");
        assertThatThrownBy(() -> new LargeScaleJitter(64, 2, 1, true, true, true))
                .hasMessage("min_scale and max_scale must be 0.01 to 10.0 and in order, not 2.0 and 1.0");
    }

    private static SeededNumbers numbers(int draw) {
        return SeededNumbers.of(7, Purpose.AUGMENTATION, draw);
    }

    private static TrainingSample block(int width, int height, int left, int top, int blockWidth, int blockHeight) {
        byte[] rgb = new byte[3 * width * height];
        BitSet mask = new BitSet();
        for (int y = top; y < top + blockHeight; y++) {
            for (int x = left; x < left + blockWidth; x++) {
                mask.set(y * width + x);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = -1;
                }
            }
        }
        return new TrainingSample(new ImageTile(width, height, rgb), List.of(new TrainingObject(0, mask)));
    }
}

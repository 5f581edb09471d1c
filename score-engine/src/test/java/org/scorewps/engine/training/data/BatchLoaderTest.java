package org.scorewps.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.vocabulary.ClassName;

class BatchLoaderTest {
    private static final LargeScaleJitter JITTER = new LargeScaleJitter(32, 0.5, 2, true, true, true);

    @Test
    void batchesAreTheSameWhateverThreadsDoAndWhereverTheyBegin() {
        List<TrainingSample> once = samples(0, 9, 1);
        assertThat(samples(0, 9, 3)).isEqualTo(once);
        assertThat(samples(4, 5, 2)).isEqualTo(once.subList(12, 27));
    }

    @Test
    void anEpochHasEachPictureOnce() {
        // the picture's index is its class
        List<Integer> seen = new ArrayList<>();
        LargeScaleJitter whole = new LargeScaleJitter(32, 1, 1, true, true, true);
        try (BatchLoader loader = new BatchLoader(new Numbered(12), whole, new byte[3], 5, 3, 0, 1)) {
            for (int i = 0; i < 8; i++) {
                loader.next().forEach(sample -> seen.add(sample.objects().get(0).classIndex()));
            }
        }
        List<Integer> all = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(seen.subList(0, 12)).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(all);
        assertThat(seen.subList(12, 24))
                .containsExactlyInAnyOrderElementsOf(all)
                .isNotEqualTo(seen.subList(0, 12));
    }

    @Test
    void aPictureThatCannotBeReadEndsTheBatch() {
        TrainingData broken = new Numbered(4) {
            @Override
            public TrainingSample sample(long place) {
                throw new InvalidInputException("lost.png: can't be read");
            }
        };
        try (BatchLoader loader = new BatchLoader(broken, JITTER, new byte[3], 5, 3, 0, 1)) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("lost.png: can't be read");
        }
    }

    private static List<TrainingSample> samples(int first, int batches, int threads) {
        List<TrainingSample> samples = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(new Numbered(12), JITTER, new byte[3], 5, 3, first, threads)) {
            for (int i = 0; i < batches; i++) {
                samples.addAll(loader.next());
            }
        }
        return samples;
    }

    /** Pictures that tell their index. */
    private static class Numbered implements TrainingData {
        private final SampleOrder order;

        Numbered(int size) {
            order = new SampleOrder(size, 5);
        }

        @Override
        public List<ClassName> classes() {
            return List.of(new ClassName(List.of("any")));
        }

        @Override
        public String fingerprint() {
            return "numbered";
        }

        @Override
        public TrainingSample sample(long place) {
            int index = order.at(place);
            byte[] rgb = new byte[3 * 32 * 32];
            rgb[index] = 100;
            BitSet mask = new BitSet();
            mask.set(0, 32 * 32);
            return new TrainingSample(new ImageTile(32, 32, rgb), List.of(new TrainingObject(index, mask)));
        }
    }
}

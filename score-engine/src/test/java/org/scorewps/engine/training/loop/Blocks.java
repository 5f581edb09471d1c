package org.scorewps.engine.training.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.training.data.TrainingData;
import org.scorewps.engine.training.data.TrainingObject;
import org.scorewps.engine.training.data.TrainingSample;
import org.scorewps.engine.vocabulary.ClassName;

/** Generated pictures with red squares and blue bars on noise. */
final class Blocks implements TrainingData {
    private static final int SIZE = 64;
    private static final int PICTURES = 8;

    @Override
    public List<ClassName> classes() {
        return List.of(new ClassName(List.of("block", "square")), new ClassName(List.of("bar")));
    }

    @Override
    public String fingerprint() {
        return "generated blocks";
    }

    @Override
    public TrainingSample sample(long place) {
        SeededNumbers random = SeededNumbers.of(3, SeededNumbers.Purpose.ORDER, place % PICTURES);
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (80 + random.below(40));
        }
        List<TrainingObject> objects = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int kind = random.below(2);
            objects.add(draw(rgb, kind, random.below(SIZE - 24), random.below(SIZE - 24)));
        }
        return new TrainingSample(new ImageTile(SIZE, SIZE, rgb), objects);
    }

    private static TrainingObject draw(byte[] rgb, int kind, int left, int top) {
        BitSet mask = new BitSet();
        for (int y = top; y < top + (kind == 0 ? 16 : 6); y++) {
            for (int x = left; x < left + (kind == 0 ? 16 : 24); x++) {
                mask.set(y * SIZE + x);
                rgb[3 * (y * SIZE + x) + (kind == 0 ? 0 : 2)] = -1;
            }
        }
        return new TrainingObject(kind, mask);
    }
}

package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.Sha256;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.CocoImage;
import org.scorewps.engine.evaluation.GroundTruth;
import org.scorewps.engine.evaluation.RunLengthMask;
import org.scorewps.engine.vocabulary.ClassName;

/** Pictures of a data set in COCO's format. Crowds and empty masks are left out. */
public final class CocoTrainingData implements TrainingData {
    private final CocoDataset dataset;
    private final ClassMapping mapping;
    private final List<CocoImage> images;
    private final String fingerprint;

    /**
     * The pictures of a data set.
     *
     * @param keepEmpty whether pictures without objects are learned from, too
     * @throws InvalidInputException when no picture is left
     */
    public CocoTrainingData(CocoDataset dataset, ClassMapping mapping, boolean keepEmpty) {
        this.dataset = dataset;
        this.mapping = mapping;
        images = dataset.images().stream()
                .filter(image -> keepEmpty || dataset.objects(image).stream().anyMatch(this::learned))
                .toList();
        if (images.isEmpty()) {
            throw new InvalidInputException("%s: none of its %d images has an object to learn"
                    .formatted(dataset.file(), dataset.images().size()));
        }
        fingerprint = "%s, SHA-256 %s, %d images"
                .formatted(dataset.file().getFileName(), Sha256.of(dataset.file(), bytes -> {}), images.size());
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public List<ClassName> classes() {
        return mapping.classes();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public TrainingSample sample(int index) {
        CocoImage image = images.get(index);
        List<TrainingObject> objects = new ArrayList<>();
        for (GroundTruth truth : dataset.objects(image)) {
            if (learned(truth)) {
                objects.add(new TrainingObject(mapping.ofCategory().get(truth.category()), bits(truth.mask())));
            }
        }
        return new TrainingSample(dataset.tile(image), objects);
    }

    private boolean learned(GroundTruth truth) {
        return !truth.crowd()
                && mapping.ofCategory().get(truth.category()) != ClassMapping.LEFT_OUT
                && truth.mask().area() > 0;
    }

    /** Columns to rows. */
    private static BitSet bits(RunLengthMask mask) {
        int height = mask.height();
        int width = mask.width();
        BitSet bits = new BitSet(height * width);
        int[] counts = mask.counts();
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int end = at + counts[i];
            for (int p = at; i % 2 == 1 && p < end; p++) {
                bits.set(p % height * width + p / height);
            }
            at = end;
        }
        return bits;
    }
}

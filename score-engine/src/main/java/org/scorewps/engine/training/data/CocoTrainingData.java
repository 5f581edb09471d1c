package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.List;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.Sha256;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.CocoImage;
import org.scorewps.engine.evaluation.GroundTruth;
import org.scorewps.engine.vocabulary.ClassName;

/** Pictures of a data set in COCO's format, shuffled anew in each epoch. Crowds and empty masks are left out. */
public final class CocoTrainingData implements TrainingData {
    private final CocoDataset dataset;
    private final ClassMapping mapping;
    private final List<CocoImage> images;
    private final SampleOrder order;
    private final String fingerprint;

    /**
     * The pictures of a data set.
     *
     * @param keepEmpty whether pictures without objects are learned from, too
     * @param seed of the order
     * @throws InvalidInputException when no picture is left
     */
    public CocoTrainingData(CocoDataset dataset, ClassMapping mapping, boolean keepEmpty, long seed) {
        this.dataset = dataset;
        this.mapping = mapping;
        images = dataset.images().stream()
                .filter(image -> keepEmpty || dataset.objects(image).stream().anyMatch(this::learned))
                .toList();
        if (images.isEmpty()) {
            throw new InvalidInputException("%s: none of its %d images has an object to learn"
                    .formatted(dataset.file(), dataset.images().size()));
        }
        order = new SampleOrder(images.size(), seed);
        fingerprint = "%s, SHA-256 %s, %d images"
                .formatted(dataset.file().getFileName(), Sha256.of(dataset.file(), bytes -> {}), images.size());
    }

    /** The number of pictures in an epoch. */
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
    public TrainingSample sample(long place) {
        CocoImage image = images.get(order.at(place));
        List<TrainingObject> objects = new ArrayList<>();
        for (GroundTruth truth : dataset.objects(image)) {
            if (learned(truth)) {
                objects.add(new TrainingObject(mapping.ofCategory().get(truth.category()), MaskBits.of(truth.mask())));
            }
        }
        return new TrainingSample(dataset.tile(image), objects);
    }

    private boolean learned(GroundTruth truth) {
        return !truth.crowd()
                && mapping.ofCategory().get(truth.category()) != ClassMapping.LEFT_OUT
                && truth.mask().area() > 0;
    }
}

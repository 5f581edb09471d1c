package org.scorewps.engine.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scorewps.engine.ImageTile;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.Sha256;
import org.scorewps.engine.evaluation.CocoDataset;
import org.scorewps.engine.evaluation.CocoImage;
import org.scorewps.engine.evaluation.GroundTruth;
import org.scorewps.engine.training.SeededNumbers;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * Pictures of a data set in COCO's format, shuffled anew in each epoch; those with rare classes come several times in it.
 * Crowds and empty masks are left out. In place of a picture that turns out to be damaged, where the data set leaves such
 * out, the next one that isn't is seen.
 */
public final class CocoTrainingData implements TrainingData {
    private final CocoDataset dataset;
    private final ClassMapping mapping;
    private final List<CocoImage> images;
    /** Indices of images, with repeats. */
    private final int[] epoch;

    private final SampleOrder order;
    private final String fingerprint;

    /**
     * The pictures of a data set.
     *
     * @param keepEmpty whether pictures without objects are learned from, too
     * @param rare pictures with classes that less than this part of the pictures show are repeated; 0 for none
     * @param seed of the order
     * @throws InvalidInputException when no picture is left
     */
    public CocoTrainingData(CocoDataset dataset, ClassMapping mapping, boolean keepEmpty, double rare, long seed) {
        this.dataset = dataset;
        this.mapping = mapping;
        images = dataset.images().stream()
                .filter(image -> keepEmpty || dataset.objects(image).stream().anyMatch(this::learned))
                .toList();
        if (images.isEmpty()) {
            throw new InvalidInputException("%s: none of its %d images has an object to learn"
                    .formatted(dataset.file(), dataset.images().size()));
        }
        epoch = repeated(rare, seed);
        order = new SampleOrder(epoch.length, seed);
        fingerprint = "%s, SHA-256 %s, %d images"
                .formatted(dataset.file().getFileName(), Sha256.of(dataset.file(), bytes -> {}), images.size());
    }

    /** A factor of 2.3 is three times for three pictures in ten, twice for the others. */
    private int[] repeated(double rare, long seed) {
        List<Set<Integer>> shown = images.stream().map(this::shown).toList();
        RepeatFactors factors = new RepeatFactors(mapping.classes().size(), shown, rare, Set.of());
        return IntStream.range(0, shown.size())
                .flatMap(i -> {
                    double chance = SeededNumbers.of(seed, SeededNumbers.Purpose.ORDER, -1L - i)
                            .uniform();
                    return IntStream.generate(() -> i).limit((long) (factors.factor(shown.get(i)) + chance));
                })
                .toArray();
    }

    private Set<Integer> shown(CocoImage image) {
        return dataset.objects(image).stream()
                .filter(this::learned)
                .map(truth -> mapping.ofCategory().get(truth.category()))
                .collect(Collectors.toSet());
    }

    /** The number of pictures in an epoch, repeats counted. */
    public int size() {
        return epoch.length;
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
    public Optional<String> leftOut() {
        return dataset.leftOut();
    }

    @Override
    public TrainingSample sample(long place) {
        int first = order.at(place);
        for (int i = 0; i < epoch.length; i++) {
            CocoImage image = images.get(epoch[(first + i) % epoch.length]);
            Optional<ImageTile> picture = dataset.tile(image);
            if (picture.isPresent()) {
                return new TrainingSample(picture.get(), learned(image));
            }
        }
        throw new InvalidInputException(dataset.file() + ": none of its images can be read: "
                + dataset.leftOut().orElse("there is none"));
    }

    private List<TrainingObject> learned(CocoImage image) {
        List<TrainingObject> objects = new ArrayList<>();
        for (GroundTruth truth : dataset.objects(image)) {
            if (learned(truth)) {
                objects.add(new TrainingObject(mapping.ofCategory().get(truth.category()), MaskBits.of(truth.mask())));
            }
        }
        return objects;
    }

    private boolean learned(GroundTruth truth) {
        return !truth.crowd()
                && mapping.ofCategory().get(truth.category()) != ClassMapping.LEFT_OUT
                && truth.mask().area() > 0;
    }
}

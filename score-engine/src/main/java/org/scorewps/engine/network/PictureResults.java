package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.SemanticMap;

/**
 * The results of one picture at a size of its own, computed when they are asked for and only while
 * {@link ScoreModel#results} runs. Unlike {@link org.scorewps.engine.Detection}s, masks have all pixels of that size, as
 * evaluation wants them; few of them exist at a time.
 */
public final class PictureResults {
    private final NDArray classes;
    private final NDArray masks;
    private final MaskUpsampling size;
    private final InferenceSettings settings;

    PictureResults(NDArray classes, NDArray masks, MaskUpsampling size, InferenceSettings settings) {
        this.classes = classes;
        this.masks = masks;
        this.size = size;
        this.settings = settings;
    }

    /**
     * A class that a mask may be of.
     *
     * @param classIndex index of the class in the vocabulary, from 0
     * @param score confidence in 0..1, as in {@link org.scorewps.engine.Detection#score}
     */
    public record ScoredClass(int classIndex, float score) {}

    /** Takes masks one by one. */
    @FunctionalInterface
    public interface MaskConsumer {
        /**
         * Called once for each mask that is among the best.
         *
         * @param columns {@code height * width} pixels, column by column from the left, each from top to bottom; 1 inside, 0
         *     outside
         * @param classes the classes it is among the best of
         */
        void accept(byte[] columns, List<ScoredClass> classes);
    }

    /**
     * Hands out the instances: of all pairs of a mask and a class the best, up to the settings' number. Empty masks score
     * nothing and are left out.
     */
    public void instances(MaskConsumer consumer) {
        Map<Integer, List<InstanceInference.Candidate>> byQuery = new LinkedHashMap<>();
        for (InstanceInference.Candidate one :
                InstanceInference.candidates(classes, settings.maxInstances(), settings.minScore())) {
            byQuery.computeIfAbsent(one.query(), query -> new ArrayList<>()).add(one);
        }
        size.forEach(masks, List.copyOf(byQuery.keySet()), (group, full) -> {
            float[] inside = InstanceInference.meansInside(full);
            NDArray columns = full.gt(0).toType(DataType.UINT8, false).transpose(0, 2, 1);
            for (int i = 0; i < inside.length; i++) {
                float mean = inside[i];
                List<ScoredClass> scored = byQuery.getOrDefault(group.get(i), List.of()).stream()
                        .map(one -> new ScoredClass(one.classIndex(), one.probability() * mean))
                        .filter(one -> one.score() > 0 && one.score() >= settings.minScore())
                        .toList();
                if (!scored.isEmpty()) {
                    consumer.accept(bytes(columns.get(i)), scored);
                }
            }
        });
    }

    private static byte[] bytes(NDArray mask) {
        byte[] bytes = new byte[Math.toIntExact(mask.size())];
        // flattened: a transposed array's memory is in the old order
        mask.flatten().toByteBuffer().get(bytes);
        return bytes;
    }

    /**
     * Semantic segmentation of the picture.
     *
     * @throws InvalidInputException when a map of all classes at this size is too large for an array
     */
    public SemanticMap semantic() {
        long values = (classes.getShape().get(1) - 1) * size.outputHeight() * size.outputWidth();
        if (values > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("a semantic map of %d classes and %d x %d pixels is too large"
                    .formatted(classes.getShape().get(1) - 1, size.outputWidth(), size.outputHeight()));
        }
        return SemanticInference.forward(classes, masks, size);
    }
}

package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.stream.IntStream;
import org.scorewps.engine.SemanticMap;

/** Semantic segmentation from the same output (supplement B): masks, weighted by their class probabilities, summed. */
final class SemanticInference {
    private SemanticInference() {}

    /**
     * Sums over all queries.
     *
     * @param classes log probabilities [queries, classes + 1], void last
     * @param masks mask logits [queries, height / 4, width / 4]
     */
    static SemanticMap forward(NDArray classes, NDArray masks, MaskUpsampling upsampling) {
        int queries = (int) classes.getShape().get(0);
        int count = (int) classes.getShape().get(1) - 1;
        int height = upsampling.outputHeight();
        int width = upsampling.outputWidth();
        try (NDManager scope = classes.getManager().newSubManager()) {
            NDArray probabilities = classes.softmax(-1);
            probabilities.attach(scope);
            NDArray sum = scope.zeros(new Shape(count, (long) height * width));
            upsampling.forEach(masks, IntStream.range(0, queries).boxed().toList(), (group, full) -> {
                String rows = group.get(0) + ":" + (group.get(group.size() - 1) + 1);
                NDArray inside = Activation.sigmoid(full.reshape(group.size(), (long) height * width));
                NDArray shares = probabilities.get(rows + ", 0:" + count).transpose();
                shares.attach(full.getManager());
                sum.addi(shares.matMul(inside));
            });
            return new SemanticMap(count, width, height, sum.toFloatArray());
        }
    }
}

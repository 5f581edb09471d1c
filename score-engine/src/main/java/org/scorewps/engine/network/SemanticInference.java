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
     * Sums over all queries at the mask logits' own samples: for C classes and tiles of 1024 pixels 256 KiB x C, a
     * sixteenth of what all pixels need. The samples are those of {@link org.scorewps.engine.MaskLogits}.
     *
     * @param classes log probabilities [queries, classes + 1], void last
     * @param masks mask logits [queries, height / stride, width / stride] of the padded input
     * @return [classes, ceil(height / stride), ceil(width / stride)] of the picture
     */
    static SemanticMap coarse(NDArray classes, NDArray masks, MaskUpsampling size) {
        int stride = (int) (size.paddedWidth() / masks.getShape().get(2));
        int height = (size.height() + stride - 1) / stride;
        int width = (size.width() + stride - 1) / stride;
        int count = (int) classes.getShape().get(1) - 1;
        try (NDManager scope = classes.getManager().newSubManager()) {
            NDArray probabilities = classes.softmax(-1);
            probabilities.attach(scope);
            NDArray shares = probabilities.get(":, 0:" + count).transpose();
            NDArray cut = masks.get(":, 0:" + height + ", 0:" + width);
            cut.attach(scope);
            NDArray inside = Activation.sigmoid(cut.reshape(masks.getShape().get(0), (long) height * width));
            return new SemanticMap(
                    count, width, height, stride, shares.matMul(inside).toFloatArray());
        }
    }

    /**
     * Sums over all queries at all pixels.
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
            return new SemanticMap(count, width, height, 1, sum.toFloatArray());
        }
    }
}

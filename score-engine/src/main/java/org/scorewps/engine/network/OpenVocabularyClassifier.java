package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.Arrays;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Open-vocabulary classification (section 3.6): cosine logits against text, the largest over a class's synonyms, and the
 * geometric ensemble of what was learned with what CLIP knows anyway.
 */
final class OpenVocabularyClassifier {
    private static final float EPS = 1e-8f;

    private OpenVocabularyClassifier() {}

    /**
     * Class logits, void last.
     *
     * @param embeddings [batch, queries, width], normalised here
     * @param rows the classifier [batch or 1, names + 1, width], void last
     * @param logScale logarithm of the logit scale, which is at most 100
     * @param namesPerClass how many successive rows each class has
     * @return [batch, queries, classes + 1]
     */
    static NDArray logits(Ops ops, NDArray embeddings, NDArray rows, NDArray logScale, int[] namesPerClass) {
        NDArray logits = ops.cosineLogits(embeddings, rows, logScale);
        if (Arrays.stream(namesPerClass).allMatch(count -> count == 1)) {
            return logits;
        }
        return largestOfClass(logits, namesPerClass);
    }

    /** Gathers each class's rows, the first again where a class has fewer names than another, and takes the largest. */
    private static NDArray largestOfClass(NDArray logits, int[] namesPerClass) {
        int classes = namesPerClass.length;
        int most = Arrays.stream(namesPerClass).max().orElse(1);
        int[] index = new int[(classes + 1) * most];
        int start = 0;
        for (int k = 0; k <= classes; k++) {
            int count = k < classes ? namesPerClass[k] : 1;
            for (int i = 0; i < most; i++) {
                index[k * most + i] = start + (i < count ? i : 0);
            }
            start += count;
        }
        Shape shape = logits.getShape();
        NDArray columns = logits.reshape(-1, shape.get(2)).transpose();
        NDArray gathered = Embedding.embedding(
                        logits.getManager().create(index, new Shape(classes + 1, most)), columns, SparseFormat.DENSE)
                .singletonOrThrow();
        return gathered.max(new int[] {1}).transpose().reshape(shape.get(0), shape.get(1), classes + 1);
    }

    /**
     * The geometric ensemble: in-vocabulary probability to the power 1 - w times out-of-vocabulary probability to the
     * power w, w being alpha for classes seen in training and beta for novel ones; then the in-vocabulary void
     * probability is put back.
     *
     * @param inVocabulary logits [batch, queries, classes + 1]
     * @param outOfVocabulary logits [batch, queries, classes + 1]; void is not used
     * @param weights w of each class
     * @param valid [batch, queries, 1], 1 where the out-of-vocabulary logits count and 0 where not
     * @return log probabilities [batch, queries, classes + 1]
     */
    static NDArray ensemble(NDArray inVocabulary, NDArray outOfVocabulary, float[] weights, NDArray valid) {
        NDManager manager = inVocabulary.getManager();
        int classes = weights.length;
        // logarithms of the probabilities: the product needs no power and can't underflow
        NDArray in = inVocabulary.get(":, :, 0:" + classes).logSoftmax(-1);
        NDArray out = outOfVocabulary.get(":, :, 0:" + classes).logSoftmax(-1);
        NDArray weight = manager.create(weights, new Shape(1, 1, classes)).mul(valid);
        NDArray blended = in.mul(weight.neg().add(1)).add(out.mul(weight));
        NDArray voidProbability = inVocabulary.softmax(-1).get(":, :, " + classes + ":");
        NDArray present = voidProbability.neg().add(1);
        return NDArrays.concat(new NDList(blended.softmax(-1).mul(present), voidProbability), 2)
                .add(EPS)
                .log();
    }

    /** 1 for masks that cover a cell, else 0: [batch, queries, 1]. */
    static NDArray coversAnything(NDArray resizedMasks) {
        Shape shape = resizedMasks.getShape();
        return resizedMasks
                .reshape(shape.get(0), shape.get(1), -1)
                .max(new int[] {-1}, true)
                .gt(0)
                .toType(DataType.FLOAT32, false);
    }
}

package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.network.tensor.Ops;

/**
 * Matches queries with objects: the assignment of least cost, a pair's cost being the weighted sum of minus its class
 * probability, the cross-entropy and the dice loss of its masks, the latter two at points that all masks of a picture
 * share (Mask2Former, section 3.3).
 */
final class HungarianMatcher {
    private final Ops ops;
    private final LossSettings settings;

    HungarianMatcher(Ops ops, LossSettings settings) {
        this.ops = ops;
        this.settings = settings;
    }

    /**
     * Matches one picture.
     *
     * @param classes logits [queries, classes + 1]
     * @param masks logits [queries, height / 4, width / 4]
     */
    LinearSumAssignment.Assignment match(NDArray classes, NDArray masks, Target target, RandomNumbers random) {
        return LinearSumAssignment.solve(cost(classes, masks, target, random));
    }

    /**
     * The cost of each pair, [queries][objects].
     *
     * @throws InvalidInputException when the network says no finite numbers any more
     */
    double[][] cost(NDArray classes, NDArray masks, Target target, RandomNumbers random) {
        int queries = (int) classes.getShape().get(0);
        int columns = (int) classes.getShape().get(1);
        int objects = target.classes().length;
        double[][] cost = new double[queries][objects];
        float[] numbers = random.uniform("matcher", settings.points() * 2);
        if (objects == 0) {
            return cost;
        }
        try (NDManager scope = classes.getManager().newSubManager()) {
            float[] probabilities = own(classes, scope).softmax(-1).toFloatArray();
            NDArray points = scope.create(numbers, new Shape(1, settings.points(), 2));
            NDArray ours =
                    ops.pointSample(own(masks, scope).expandDims(0), points).squeeze(0);
            NDArray truth = truth(target, numbers, scope);
            float[] entropy = entropy(ours, truth).toFloatArray();
            float[] dice = dice(ours, truth).toFloatArray();
            for (int q = 0; q < queries; q++) {
                for (int j = 0; j < objects; j++) {
                    int pair = q * objects + j;
                    // in float, as the reference sums them
                    cost[q][j] = (float) settings.maskWeight() * entropy[pair]
                            + (float) settings.classWeight() * -probabilities[q * columns + target.classes()[j]]
                            + (float) settings.diceWeight() * dice[pair];
                    if (!Double.isFinite(cost[q][j])) {
                        throw new InvalidInputException("the network's output is " + cost[q][j]
                                + ": training needs a lower learning rate or clip norm");
                    }
                }
            }
        }
        return cost;
    }

    private static NDArray own(NDArray array, NDManager scope) {
        NDArray alias = array.stopGradient();
        alias.attach(scope);
        return alias;
    }

    /** The objects at points: [objects, points]. */
    private NDArray truth(Target target, float[] points, NDManager scope) {
        int objects = target.classes().length;
        float[] samples = new float[objects * settings.points()];
        for (int i = 0; i < objects; i++) {
            target.sample(i, points, 0, settings.points(), samples, i * settings.points());
        }
        return scope.create(samples, new Shape(objects, settings.points()));
    }

    /** Mean binary cross-entropy of each pair: [queries, objects]. */
    private NDArray entropy(NDArray logits, NDArray truth) {
        // y softplus(-x) + (1 - y) softplus(x), where softplus(-x) = softplus(x) - x
        return Activation.softPlus(logits)
                .sum(new int[] {1}, true)
                .sub(logits.matMul(truth.transpose()))
                .div((float) settings.points());
    }

    /** Dice loss of each pair: [queries, objects]. */
    private static NDArray dice(NDArray logits, NDArray truth) {
        NDArray inside = Activation.sigmoid(logits);
        NDArray common = inside.matMul(truth.transpose()).mul(2).add(1);
        NDArray both = inside.sum(new int[] {1}, true)
                .add(truth.sum(new int[] {1}).expandDims(0))
                .add(1);
        return common.div(both).neg().add(1);
    }
}

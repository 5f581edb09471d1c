package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scorewps.engine.network.ScoreNetwork;
import org.scorewps.engine.network.tensor.Ops;

/**
 * The set prediction loss of every prediction head (Mask2Former, sections 3.2 and 4.1): class cross-entropy over all
 * queries, and for matched queries mask cross-entropy and dice at points, three quarters of them where the mask is least
 * sure.
 */
public final class SetCriterion {
    private final Ops ops;
    private final LossSettings settings;
    private final HungarianMatcher matcher;

    /** The criterion with these settings. */
    public SetCriterion(Ops ops, LossSettings settings) {
        this.ops = ops;
        this.settings = settings;
        matcher = new HungarianMatcher(ops, settings);
    }

    /**
     * The losses before weighting, scalars that gradients flow from.
     *
     * @param classes class cross-entropy
     * @param mask mask cross-entropy
     * @param dice dice loss
     */
    public record Losses(NDArray classes, NDArray mask, NDArray dice) {}

    /**
     * Computes the losses of all heads. Random numbers are drawn for the last head first, then for the others in order.
     *
     * @param heads what the heads say, the last one last
     * @param targets the truth of each picture
     * @param objects what mask losses are divided by: how many objects there are
     * @return by head's index
     */
    public Map<Integer, Losses> forward(
            List<ScoreNetwork.Head> heads, List<Target> targets, float objects, RandomNumbers random) {
        int last = heads.size() - 1;
        Map<Integer, Losses> losses = new LinkedHashMap<>();
        losses.put(last, head(heads.get(last), targets, objects, random));
        for (int i = 0; i < last; i++) {
            losses.put(i, head(heads.get(i), targets, objects, random));
        }
        return losses;
    }

    /** The weighted sum over all heads, a scalar. */
    public NDArray total(Map<Integer, Losses> losses) {
        List<NDArray> parts = new ArrayList<>();
        for (Losses one : losses.values()) {
            parts.add(weighted(one.classes(), settings.classWeight()));
            parts.add(weighted(one.mask(), settings.maskWeight()));
            parts.add(weighted(one.dice(), settings.diceWeight()));
        }
        return parts.stream().reduce(NDArray::add).orElseThrow();
    }

    private static NDArray weighted(NDArray loss, double weight) {
        return loss.mul(loss.getManager().full(new Shape(), (float) weight));
    }

    private Losses head(ScoreNetwork.Head head, List<Target> targets, float objects, RandomNumbers random) {
        List<LinearSumAssignment.Assignment> matches = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            matches.add(matcher.match(
                    head.classes().get(i).stopGradient(), head.masks().get(i).stopGradient(), targets.get(i), random));
        }
        int matched = matches.stream().mapToInt(match -> match.rows().length).sum();
        NDArray classes = classLoss(head.classes(), targets, matches);
        NDManager manager = head.classes().getManager();
        if (matched == 0) {
            return new Losses(classes, manager.zeros(new Shape()), manager.zeros(new Shape()));
        }
        NDArray ours = chosen(head.masks(), matches);
        NDArray points = points(ours.stopGradient(), random);
        NDArray logits = ops.pointSample(ours, points).squeeze(1);
        NDArray labels = labels(targets, matches, points);
        NDArray count = manager.full(new Shape(), objects);
        return new Losses(
                classes,
                ops.maskCrossEntropy(logits, labels).div(count),
                ops.maskDice(logits, labels).div(count));
    }

    private NDArray classLoss(NDArray logits, List<Target> targets, List<LinearSumAssignment.Assignment> matches) {
        Shape shape = logits.getShape();
        int queries = (int) shape.get(1);
        int empty = (int) shape.get(2) - 1;
        long[] labels = new long[targets.size() * queries];
        Arrays.fill(labels, empty);
        for (int i = 0; i < matches.size(); i++) {
            int[] rows = matches.get(i).rows();
            for (int k = 0; k < rows.length; k++) {
                labels[i * queries + rows[k]] =
                        targets.get(i).classes()[matches.get(i).columns()[k]];
            }
        }
        NDManager manager = logits.getManager();
        float[] weights = new float[empty + 1];
        Arrays.fill(weights, 1);
        weights[empty] = (float) settings.voidWeight();
        return ops.crossEntropy(
                logits.reshape(-1, empty + 1),
                manager.create(labels).duplicate(),
                manager.create(weights).duplicate());
    }

    /** Matched masks, picture by picture: [masks, 1, h, w]. */
    private static NDArray chosen(NDArray masks, List<LinearSumAssignment.Assignment> matches) {
        Shape shape = masks.getShape();
        long queries = shape.get(1);
        long[] rows = IntStream.range(0, matches.size())
                .mapToObj(i -> Arrays.stream(matches.get(i).rows()).mapToLong(row -> i * queries + row))
                .flatMapToLong(stream -> stream)
                .toArray();
        NDArray flat = masks.reshape(-1, shape.get(2) * shape.get(3));
        NDArray index = masks.getManager().create(rows).duplicate();
        return Embedding.embedding(index, flat, SparseFormat.DENSE)
                .singletonOrThrow()
                .reshape(rows.length, 1, shape.get(2), shape.get(3));
    }

    /** The matched objects' truth at points: [masks, points]. */
    private static NDArray labels(List<Target> targets, List<LinearSumAssignment.Assignment> matches, NDArray points) {
        Shape shape = points.getShape();
        int count = (int) shape.get(1);
        float[] at = points.toFloatArray();
        float[] labels = new float[at.length / 2];
        int row = 0;
        for (int i = 0; i < targets.size(); i++) {
            for (int object : matches.get(i).columns()) {
                targets.get(i).sample(object, at, row * count, count, labels, row * count);
                row++;
            }
        }
        return points.getManager()
                .create(labels, new Shape(shape.get(0), count))
                .duplicate();
    }

    /** Points [masks, points, 2]: the least sure of many candidates first, then others. */
    private NDArray points(NDArray masks, RandomNumbers random) {
        int count = (int) masks.getShape().get(0);
        int candidates = (int) (settings.points() * settings.oversampling());
        int unsure = (int) (settings.importance() * settings.points());
        int others = settings.points() - unsure;
        NDManager manager = masks.getManager();
        NDArray drawn =
                manager.create(random.uniform("oversample", count * candidates * 2), new Shape(count, candidates, 2));
        NDArray chosen = ops.leastSure(ops.pointSample(masks, drawn).squeeze(1), drawn, unsure);
        if (others == 0) {
            return chosen;
        }
        NDArray rest = manager.create(random.uniform("random", count * others * 2), new Shape(count, others, 2));
        return chosen.concat(rest, 1);
    }
}

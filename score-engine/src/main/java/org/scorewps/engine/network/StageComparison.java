package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the network's tensors with stored ones as they come along, by the rule of {@link ReferenceTolerance}. */
final class StageComparison implements Trace {
    private static final Pattern STRIDE = Pattern.compile("(.*)_stride(\\d+)");

    private final String input;
    private final StoredTensors expected;
    private final ReferenceTolerance tolerances;
    private final Map<String, Double> largest = new HashMap<>();
    private final List<TensorComparison> results = new ArrayList<>();
    private final Set<String> open = new TreeSet<>();
    private final OpenSigns signs = new OpenSigns();
    private float[] resizedMasks = {};

    StageComparison(String input, StoredTensors expected, ReferenceTolerance tolerances) {
        this.input = input;
        this.expected = expected;
        this.tolerances = tolerances;
        open.addAll(expected.all().keySet());
        expected.all().forEach((key, stored) -> {
            float most = 0;
            for (float value : stored.values()) {
                most = Math.max(most, Math.abs(value));
            }
            largest.merge(ReferenceTolerance.plain(key), (double) most, Math::max);
        });
    }

    /** What was compared so far, and how many rows had to be left out. */
    List<TensorComparison> results() {
        List<TensorComparison> all = new ArrayList<>(results);
        if (signs.used()) {
            all.add(signs.result(input));
        }
        return all;
    }

    /** Stored tensors that nothing was compared with. */
    Set<String> open() {
        return open;
    }

    /** What a stored tensor, or one that would be named so, may differ. */
    ReferenceTolerance.Of tolerance(String key) {
        return tolerances.of(input, key, largest.getOrDefault(ReferenceTolerance.plain(key), 0.0));
    }

    @Override
    public void tensor(String stage, String name, Supplier<NDArray> tensor) {
        String plain = stage + "/" + name;
        if (name.endsWith(".pred_masks")) {
            signs.begin(name.substring(0, name.indexOf('.')));
        }
        if (name.endsWith(".pred_masks") || name.endsWith(".expand_mask_resized") || name.equals("mask_for_pooling")) {
            NDArray logits = tensor.get();
            int cells = Math.toIntExact(logits.getShape().slice(2).size());
            signs.note(logits.toFloatArray(), cells, tolerance(plain));
        } else if (name.endsWith(".resized_masks") && open.contains(plain.replace("resized_masks", "attn_mask"))) {
            resizedMasks = tensor.get().toFloatArray();
        }
        for (String key : List.copyOf(open)) {
            Matcher stride = STRIDE.matcher(key);
            boolean strided = stride.matches() && stride.group(1).equals(plain);
            if (key.equals(plain) || strided) {
                compare(key, tensor.get(), strided ? Integer.parseInt(stride.group(2)) : 1);
            }
        }
    }

    /**
     * Compares plain numbers.
     *
     * @param firstRow which of the batch's rows (picture times query) is the first
     * @return the rows that were left out, counted from there
     */
    Set<Integer> numbers(String key, float[] actual, int firstRow) {
        open.remove(key);
        return add(key, actual, expected.get(key), firstRow);
    }

    /** Takes a comparison that was made elsewhere. */
    void add(String key, TensorComparison comparison) {
        open.remove(key);
        results.add(comparison);
    }

    private void compare(String key, NDArray array, int step) {
        open.remove(key);
        StoredTensors.Stored stored = expected.get(key);
        NDArray kept = step == 1 ? array : array.get(":, :, ::" + step + ", ::" + step);
        if (!Arrays.equals(kept.getShape().getShape(), stored.shape())) {
            String remark = "shape " + kept.getShape() + " instead of " + Arrays.toString(stored.shape());
            result(key, Double.POSITIVE_INFINITY, 0, 0, false, remark);
            return;
        }
        float[] actual = kept.toType(DataType.FLOAT32, true).toFloatArray();
        if (stored.exact()) {
            exact(key, actual, stored.values());
        } else {
            add(key, actual, stored, 0);
        }
    }

    private void exact(String key, float[] actual, float[] reference) {
        boolean mask = key.endsWith(".attn_mask") && resizedMasks.length == actual.length;
        ReferenceTolerance.Of tolerance = tolerance("decoder/pred_masks");
        int different = 0;
        int undecided = 0;
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] != reference[i]) {
                boolean either = mask && tolerance.leavesSignOpen(resizedMasks[i]);
                undecided += either ? 1 : 0;
                different += either ? 0 : 1;
            }
        }
        String remark =
                undecided == 0 ? "whole numbers" : undecided + " more where the mask logit is zero but for rounding";
        result(key, different, 0, 0, different == 0, remark);
    }

    private Set<Integer> add(String key, float[] actual, StoredTensors.Stored stored, int firstRow) {
        float[] reference = stored.values();
        ReferenceTolerance.Of tolerance = tolerance(key);
        boolean pooled = OpenSigns.pooled(key);
        int width = stored.shape().length == 0 ? 1 : (int) stored.shape()[stored.shape().length - 1];
        Set<Integer> leftOut = new TreeSet<>();
        Closest all = new Closest(tolerance.at(0));
        for (int row = 0; row * width < actual.length; row++) {
            Closest one = new Closest(tolerance.at(0));
            for (int i = row * width; i < (row + 1) * width; i++) {
                one.add(actual[i], reference[i], tolerance);
            }
            if (pooled && signs.open(firstRow + row) && one.share > 1) {
                signs.leaveOut(firstRow + row);
                leftOut.add(row);
            } else {
                all.add(one);
            }
        }
        String remark = leftOut.isEmpty() ? "" : "row(s) " + leftOut + " left out";
        result(key, all.difference, tolerance.noise(), all.limit, all.share <= 1, remark);
        return leftOut;
    }

    private void result(String key, double difference, double noise, double tolerance, boolean passed, String remark) {
        int slash = key.indexOf('/');
        results.add(new TensorComparison(
                input,
                key.substring(0, slash),
                key.substring(slash + 1),
                difference,
                noise,
                tolerance,
                passed,
                remark));
    }

    /** The largest difference, and the one that comes closest to its limit or goes farthest beyond. */
    private static final class Closest {
        private double difference;
        private double share;
        private double limit;

        Closest(double limit) {
            this.limit = limit;
        }

        void add(float actual, float reference, ReferenceTolerance.Of tolerance) {
            double one = Math.abs((double) actual - reference);
            if (Double.isNaN(one)) {
                // both without a number, or both infinite
                one = Float.compare(actual, reference) == 0 ? 0 : Double.POSITIVE_INFINITY;
            }
            double allowed = tolerance.at(reference);
            difference = Math.max(difference, one);
            if (one / allowed > share) {
                share = one / allowed;
                limit = allowed;
            }
        }

        void add(Closest other) {
            difference = Math.max(difference, other.difference);
            if (other.share > share) {
                share = other.share;
                limit = other.limit;
            }
        }
    }
}

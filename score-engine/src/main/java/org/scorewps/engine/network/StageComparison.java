package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the network's tensors with stored ones as they come along. A mask logit within rounding of zero may fall on
 * either side; what is pooled over such a mask is another sum, so its rows are left out, and the count of such logits
 * is a figure of its own.
 */
final class StageComparison implements Trace {
    /** Signs of mask logits that may differ. */
    static final int SIGNS_ALLOWED = 2;

    private static final double ABSOLUTE = 5e-5;
    private static final double RELATIVE = 1e-5;
    private static final Pattern STRIDE = Pattern.compile("(.*)_stride(\\d+)");
    private static final Pattern POOLED = Pattern.compile(
            "head\\d+\\.(maskpool|maskpool_proj|class_embed_before_rai|rai_in|class_embed_after_rai|pred_logits)");

    private final String input;
    private final StoredTensors expected;
    private final List<TensorComparison> results = new ArrayList<>();
    private final Set<String> open = new TreeSet<>();
    private Set<Integer> flippedRows = Set.of();

    StageComparison(String input, StoredTensors expected) {
        this.input = input;
        this.expected = expected;
        open.addAll(expected.all().keySet());
    }

    /** What was compared so far. */
    List<TensorComparison> results() {
        return results;
    }

    /** Stored tensors that nothing was compared with. */
    Set<String> open() {
        return open;
    }

    /** Rows (batch times query) of the last head whose mask has a logit of another sign than the reference's. */
    Set<Integer> flippedRows() {
        return flippedRows;
    }

    @Override
    public void tensor(String stage, String name, Supplier<NDArray> tensor) {
        String plain = stage + "/" + name;
        for (String key : List.copyOf(open)) {
            Matcher stride = STRIDE.matcher(key);
            boolean strided = stride.matches() && stride.group(1).equals(plain);
            if (key.equals(plain) || strided) {
                compare(stage, name, key, tensor.get(), strided ? Integer.parseInt(stride.group(2)) : 1);
            }
        }
    }

    /** Compares plain numbers, rows that depend on a flipped mask left out. */
    void numbers(String key, float[] actual, double absolute, Set<Integer> leftOut) {
        StoredTensors.Stored stored = expected.get(key);
        open.remove(key);
        add(key, actual, stored.values(), stored, absolute, leftOut);
    }

    /** Takes a comparison that was made elsewhere. */
    void add(String key, TensorComparison comparison) {
        open.remove(key);
        results.add(comparison);
    }

    private void compare(String stage, String name, String key, NDArray array, int step) {
        open.remove(key);
        StoredTensors.Stored stored = expected.get(key);
        NDArray kept = step == 1 ? array : array.get(":, :, ::" + step + ", ::" + step);
        if (!Arrays.equals(kept.getShape().getShape(), stored.shape())) {
            results.add(new TensorComparison(
                    input,
                    stage,
                    key.substring(stage.length() + 1),
                    Double.POSITIVE_INFINITY,
                    0,
                    false,
                    "shape " + kept.getShape() + " instead of " + Arrays.toString(stored.shape())));
            return;
        }
        float[] actual = kept.toType(DataType.FLOAT32, true).toFloatArray();
        if (name.endsWith(".pred_masks")) {
            signs(key, actual, stored);
        }
        add(key, actual, stored.values(), stored, ABSOLUTE, POOLED.matcher(name).matches() ? flippedRows : Set.of());
    }

    private void signs(String key, float[] actual, StoredTensors.Stored stored) {
        int cells = Math.toIntExact(stored.shape()[2] * stored.shape()[3]);
        Set<Integer> rows = new TreeSet<>();
        int signs = 0;
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] > 0 != stored.values()[i] > 0) {
                rows.add(i / cells);
                signs++;
            }
        }
        flippedRows = rows;
        String remark = signs == 0 ? "" : "rows " + rows + " of what is pooled over these masks are left out";
        results.add(new TensorComparison(
                input, stage(key), name(key) + " signs", signs, SIGNS_ALLOWED, signs <= SIGNS_ALLOWED, remark));
    }

    private void add(
            String key,
            float[] actual,
            float[] reference,
            StoredTensors.Stored stored,
            double absolute,
            Set<Integer> leftOut) {
        if (stored.exact()) {
            int different = 0;
            for (int i = 0; i < actual.length; i++) {
                different += actual[i] == reference[i] ? 0 : 1;
            }
            int allowed = name(key).endsWith("attn_mask") ? SIGNS_ALLOWED : 0;
            results.add(new TensorComparison(
                    input, stage(key), name(key), different, allowed, different <= allowed, "whole numbers"));
            return;
        }
        int width = stored.shape().length == 0 ? 1 : (int) stored.shape()[stored.shape().length - 1];
        double largest = 0;
        double closest = 0;
        double limit = absolute;
        for (int i = 0; i < actual.length; i++) {
            if (leftOut.contains(i / width)) {
                continue;
            }
            double difference = Math.abs((double) actual[i] - reference[i]);
            double allowed = absolute + RELATIVE * Math.abs(reference[i]);
            if (Double.isNaN(difference)) {
                difference = Float.isNaN(actual[i]) && Float.isNaN(reference[i]) ? 0 : Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, difference);
            if (difference / allowed > closest) {
                closest = difference / allowed;
                limit = allowed;
            }
        }
        String remark = leftOut.isEmpty() ? "" : leftOut.size() + " row(s) left out";
        results.add(new TensorComparison(input, stage(key), name(key), largest, limit, closest <= 1, remark));
    }

    private static String stage(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}

package org.scorewps.engine.network;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The queries whose mask has a logit so near to zero that rounding decides its sign. Either sign is right, and what is
 * pooled over such a mask is another sum with the one than with the other. So a row of it that lies outside of its tolerance
 * is left out, one row in twenty at most.
 */
final class OpenSigns {
    private static final Pattern POOLED = Pattern.compile(
            "decoder/(maskpool|maskpool_proj|class_embed_before_rai|rs_pooled"
                    + "|rai_in|class_embed_after_rai|pred_logits)"
                    + "|post/(pooled_clip_feature|pooled_clip_feature_projected|out_vocab_logits_with_void|img\\d+\\.mask_cls_results)");
    private static final int ONE_IN = 20;

    private String head = "";
    private final Set<Integer> rows = new HashSet<>();
    private final Set<String> compared = new HashSet<>();
    private final Set<String> leftOut = new TreeSet<>();

    /** Another prediction head begins; what follows is pooled over its masks. */
    void begin(String name) {
        head = name;
        rows.clear();
    }

    /**
     * Takes note of the logits that decide over what is pooled.
     *
     * @param logits ours, all of them: [rows, cells]
     */
    void note(float[] logits, int cells, ReferenceTolerance.Of tolerance) {
        for (int i = 0; i < logits.length; i++) {
            if (tolerance.leavesSignOpen(logits[i])) {
                rows.add(i / cells);
            }
        }
    }

    /** Whether a tensor is pooled over the masks. */
    static boolean pooled(String key) {
        return POOLED.matcher(ReferenceTolerance.plain(key)).matches();
    }

    /** Whether a row of a tensor that is pooled over the masks may be left out; counts it as compared. */
    boolean open(int row) {
        compared.add(name(row));
        return rows.contains(row);
    }

    /** Counts a row that is left out. */
    void leaveOut(int row) {
        leftOut.add(name(row));
    }

    /** Whether anything pooled was compared. */
    boolean used() {
        return !compared.isEmpty();
    }

    /** How many rows were left out, against how many may be. */
    TensorComparison result(String input) {
        int allowed = compared.size() / ONE_IN;
        String remark = leftOut.isEmpty()
                ? "of " + compared.size()
                : "of " + compared.size() + "; a mask logit's sign is a matter of rounding in " + leftOut;
        return new TensorComparison(
                input, "decoder", "rows left out", leftOut.size(), 0, allowed, leftOut.size() <= allowed, remark);
    }

    private String name(int row) {
        return head + " row " + row;
    }
}

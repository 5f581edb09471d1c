package org.scorewps.engine.training;

import java.util.List;
import java.util.regex.Pattern;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.model.Architecture;

/**
 * A model's tensors with start values for Region-Aware Integration and Global Context Adaptation: what a comparison of
 * networks with and without context has to start from, so that no part of it has a lead.
 */
public final class FreshContext extends ChangedTensors {
    private static final Pattern CONTEXT = Pattern.compile(
            "gca\\..*|sem_seg_head\\.predictor\\.(transformer\\.|learnable_weight|kernel_size_logits).*");

    private final WeightInitialization start;

    /**
     * Takes the other tensors from a model.
     *
     * @param model is left to whoever opened it
     * @param seed the same seed gives the same values
     */
    public FreshContext(TensorSource model, Architecture architecture, long seed) {
        super(model);
        start = new WeightInitialization(architecture, seed);
    }

    /** Whether a weight belongs to the context's parts. */
    static boolean isContext(String name) {
        return CONTEXT.matcher(name).matches();
    }

    @Override
    boolean changes(String name) {
        return isContext(name);
    }

    @Override
    float[] values(String name, List<Long> shape) {
        return start.values(name, shape);
    }
}

package org.scorewps.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;
import org.scorewps.engine.model.Architecture;

/**
 * A model's tensors with start values for Region-Aware Integration and Global Context Adaptation: what a comparison of
 * networks with and without context has to start from, so that no part of it has a lead.
 */
public final class FreshContext implements TensorSource {
    private static final Pattern CONTEXT = Pattern.compile(
            "gca\\..*|sem_seg_head\\.predictor\\.(transformer\\.|learnable_weight|kernel_size_logits).*");

    private final TensorSource model;
    private final WeightInitialization start;

    /**
     * Takes the other tensors from a model.
     *
     * @param model is left to whoever opened it
     * @param seed the same seed gives the same values
     */
    public FreshContext(TensorSource model, Architecture architecture, long seed) {
        this.model = model;
        start = new WeightInitialization(architecture, seed);
    }

    /** Whether a weight belongs to the context's parts. */
    static boolean isContext(String name) {
        return CONTEXT.matcher(name).matches();
    }

    @Override
    public List<TensorInfo> tensors() {
        return model.tensors().stream().map(FreshContext::described).toList();
    }

    @Override
    public boolean contains(String name) {
        return model.contains(name);
    }

    @Override
    public TensorInfo info(String name) {
        return described(model.info(name));
    }

    private static TensorInfo described(TensorInfo info) {
        return isContext(info.name()) ? new TensorInfo(info.name(), ElementType.F32, info.shape()) : info;
    }

    @Override
    public ByteBuffer data(String name) {
        return isContext(name) ? NewModel.bytes(start.values(name, info(name).shape())) : model.data(name);
    }

    @Override
    public void close() throws IOException {
        // nothing of its own
    }
}

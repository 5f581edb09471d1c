package org.scorewps.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;

/** A model's tensors, some of them with other values or another shape. The model is left to whoever opened it. */
abstract class ChangedTensors implements TensorSource {
    private final TensorSource model;

    ChangedTensors(TensorSource model) {
        this.model = model;
    }

    /** The model as it was. */
    final TensorSource model() {
        return model;
    }

    /** Whether a tensor is another one here. */
    abstract boolean changes(String name);

    /** The shape of a changed tensor. */
    List<Long> shape(TensorInfo before) {
        return before.shape();
    }

    /** The values of a changed tensor, in C order. */
    abstract float[] values(String name, List<Long> shape);

    private TensorInfo described(TensorInfo before) {
        return changes(before.name()) ? new TensorInfo(before.name(), ElementType.F32, shape(before)) : before;
    }

    @Override
    public final List<TensorInfo> tensors() {
        return model.tensors().stream().map(this::described).toList();
    }

    @Override
    public final boolean contains(String name) {
        return model.contains(name);
    }

    @Override
    public final TensorInfo info(String name) {
        return described(model.info(name));
    }

    @Override
    public final ByteBuffer data(String name) {
        return changes(name) ? NewModel.bytes(values(name, info(name).shape())) : model.data(name);
    }

    @Override
    public final void close() throws IOException {
        // nothing of its own
    }
}

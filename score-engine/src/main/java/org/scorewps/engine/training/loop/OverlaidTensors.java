package org.scorewps.engine.training.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;

/** A model's tensors, those in place of which a checkpoint has trained ones taken from there. */
final class OverlaidTensors implements TensorSource {
    private final TensorSource model;
    private final TensorSource checkpoint;
    private final String prefix;

    /** @param prefix what the checkpoint puts before a weight's name */
    OverlaidTensors(TensorSource model, TensorSource checkpoint, String prefix) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.prefix = prefix;
        for (TensorInfo info : model.tensors()) {
            String name = prefix + info.name();
            if (checkpoint.contains(name) && !checkpoint.info(name).shape().equals(info.shape())) {
                throw new InvalidInputException("the checkpoint's %s is %s, the model's %s"
                        .formatted(info.name(), checkpoint.info(name).shape(), info.shape()));
            }
        }
    }

    @Override
    public List<TensorInfo> tensors() {
        return model.tensors();
    }

    @Override
    public boolean contains(String name) {
        return model.contains(name);
    }

    @Override
    public TensorInfo info(String name) {
        return model.info(name);
    }

    @Override
    public ByteBuffer data(String name) {
        return checkpoint.contains(prefix + name) ? checkpoint.data(prefix + name) : model.data(name);
    }

    /** Leaves both to those who opened them. */
    @Override
    public void close() throws IOException {
        // nothing of its own
    }
}

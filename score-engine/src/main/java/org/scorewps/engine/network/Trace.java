package org.scorewps.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;

/** Sees the network's intermediate tensors while it runs, for comparing them with a reference. */
@FunctionalInterface
public interface Trace {
    /** Sees nothing and costs nothing. */
    Trace NONE = (stage, name, tensor) -> {};

    /**
     * Called once for each intermediate tensor.
     *
     * @param stage the part of the network, such as {@code decoder}
     * @param name the tensor's name within it, such as {@code head0.pred_masks}
     * @param tensor makes the tensor in the layout of the reference; it lives until the call returns
     */
    void tensor(String stage, String name, Supplier<NDArray> tensor);
}

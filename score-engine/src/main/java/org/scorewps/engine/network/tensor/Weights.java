package org.scorewps.engine.network.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.ElementType;
import org.scorewps.engine.checkpoint.TensorInfo;
import org.scorewps.engine.checkpoint.TensorSource;

/** A model's weights by their names in the checkpoint, seen from one prefix. They live as long as their manager. */
public final class Weights {
    private final Map<String, NDArray> arrays;
    private final String prefix;

    private Weights(Map<String, NDArray> arrays, String prefix) {
        this.arrays = arrays;
        this.prefix = prefix;
    }

    /**
     * Makes tensors of all float32 weights of a file. On a CPU they are the file's memory map itself, not a copy, so
     * the source must stay open as long as the manager.
     *
     * @throws InvalidInputException when a weight is not float32
     */
    public static Weights load(TensorSource source, NDManager manager) {
        Map<String, NDArray> arrays = new HashMap<>();
        for (TensorInfo info : source.tensors()) {
            if (info.type() != ElementType.F32) {
                throw new InvalidInputException(
                        "weight %s is %s, not F32: import the checkpoint again".formatted(info.name(), info.type()));
            }
            ByteBuffer data = source.data(info.name());
            long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
            arrays.put(info.name(), manager.create(data, new Shape(shape), DataType.FLOAT32));
        }
        return new Weights(arrays, "");
    }

    /** All weights by their whole names. */
    public Map<String, NDArray> all() {
        return Map.copyOf(arrays);
    }

    /** Weights from tensors at hand. */
    public static Weights of(Map<String, NDArray> arrays) {
        return new Weights(new HashMap<>(arrays), "");
    }

    /**
     * The same weights owned by another manager, so that what is cut from them is freed with it. Gradients flow through
     * to the originals.
     */
    public Weights within(NDManager manager) {
        Map<String, NDArray> aliases = new HashMap<>();
        arrays.forEach((name, array) -> {
            NDArray alias = array.reshape(array.getShape());
            alias.attach(manager);
            aliases.put(name, alias);
        });
        return new Weights(aliases, prefix);
    }

    /** The same weights seen from a longer prefix. */
    public Weights at(String more) {
        return new Weights(arrays, prefix + more + ".");
    }

    /** Whether there is a weight of that name. */
    public boolean contains(String name) {
        return arrays.containsKey(prefix + name);
    }

    /**
     * One weight.
     *
     * @throws InvalidInputException when it is missing
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(prefix + name);
        if (array == null) {
            throw new InvalidInputException("the model has no weight " + prefix + name);
        }
        return array;
    }
}

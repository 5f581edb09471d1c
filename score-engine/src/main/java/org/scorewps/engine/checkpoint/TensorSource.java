package org.scorewps.engine.checkpoint;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.List;

/** A file of named tensors that are read one at a time, never all together. */
public interface TensorSource extends Closeable {
    /** All tensors, in the file's order. */
    List<TensorInfo> tensors();

    /** Whether there is a tensor of that name. */
    boolean contains(String name);

    /**
     * One tensor's description.
     *
     * @throws org.scorewps.engine.InvalidInputException when there is none of that name
     */
    TensorInfo info(String name);

    /**
     * One tensor's elements: little-endian, C order, contiguous, position 0. Read-only and, where the file's layout
     * allows it, mapped from the file instead of copied.
     *
     * @throws org.scorewps.engine.InvalidInputException when there is none of that name
     */
    ByteBuffer data(String name);
}

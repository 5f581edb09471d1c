package org.scorewps.engine.checkpoint;

import java.util.List;

/**
 * What is known of a stored tensor without reading it.
 *
 * @param name its key
 * @param type its element type
 * @param shape its dimensions, outermost first; empty for a scalar
 */
public record TensorInfo(String name, ElementType type, List<Long> shape) {
    /** Copies the list. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /**
     * The number of elements.
     *
     * @throws ArithmeticException when it exceeds 2^63
     */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}

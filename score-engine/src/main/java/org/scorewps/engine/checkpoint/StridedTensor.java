package org.scorewps.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor as PyTorch stores it: a view into a storage that other tensors may share.
 *
 * @param storage where its elements are
 * @param offset its first element's index in the storage
 * @param shape its dimensions, outermost first
 * @param strides elements to move for one step along each dimension
 */
record StridedTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    private static final int MAX_DIMENSIONS = 64;

    /**
     * A run of elements of one type in the file.
     *
     * @param key its name in the file
     * @param type of every element
     * @param elements how many
     */
    record Storage(String key, ElementType type, long elements) {}

    /** Checks that the view does not reach outside its storage, nor makes more of it than there is. */
    StridedTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (shape.size() != strides.size()
                || shape.size() > MAX_DIMENSIONS
                || offset < 0
                || shape.stream().anyMatch(size -> size < 0)
                || strides.stream().anyMatch(stride -> stride < 0)) {
            throw new IllegalArgumentException(
                    "a view of shape %s, strides %s, offset %d".formatted(shape, strides, offset));
        }
        long elements = product(shape);
        if (elements > storage.elements() || Math.addExact(offset, span(shape, strides)) > storage.elements()) {
            throw new IllegalArgumentException(
                    "a view of shape %s, strides %s, offset %d exceeds its storage of %d elements"
                            .formatted(shape, strides, offset, storage.elements()));
        }
    }

    /** Bytes from its first to behind its last element. */
    long spanBytes() {
        return Math.multiplyExact(span(shape, strides), (long) storage.type().size());
    }

    /** Whether its elements follow each other in C order. */
    boolean contiguous() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return product(shape) == 0;
            }
            expected *= shape.get(i);
        }
        return true;
    }

    /**
     * Its elements in C order.
     *
     * @param span the bytes from its first to behind its last element
     */
    ByteBuffer gather(ByteBuffer span) {
        int size = storage.type().size();
        ByteBuffer result =
                ByteBuffer.allocate(Math.toIntExact(product(shape) * size)).order(ByteOrder.LITTLE_ENDIAN);
        if (result.hasRemaining()) {
            // all offsets are within the span, hence ints
            copy(span, longs(shape), longs(strides), 0, 0, size, result);
        }
        return result.flip();
    }

    private static void copy(
            ByteBuffer span, long[] shape, long[] strides, int dimension, int from, int size, ByteBuffer to) {
        if (dimension == shape.length) {
            for (int i = 0; i < size; i++) {
                to.put(span.get(from + i));
            }
            return;
        }
        int step = (int) strides[dimension] * size;
        for (int i = 0; i < shape[dimension]; i++) {
            copy(span, shape, strides, dimension + 1, from + i * step, size, to);
        }
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static long product(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private static long span(List<Long> shape, List<Long> strides) {
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) == 0) {
                return 0;
            }
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
        return last + 1;
    }
}

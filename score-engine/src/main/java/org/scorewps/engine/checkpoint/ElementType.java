package org.scorewps.engine.checkpoint;

/** Element types of stored tensors, with their safetensors names and sizes. */
public enum ElementType {
    /** IEEE double. */
    F64(8),
    /** IEEE single. */
    F32(4),
    /** IEEE half. */
    F16(2),
    /** The upper half of an IEEE single. */
    BF16(2),
    /** Signed 64 bit. */
    I64(8),
    /** Signed 32 bit. */
    I32(4),
    /** Signed 16 bit. */
    I16(2),
    /** Signed 8 bit. */
    I8(1),
    /** Unsigned 8 bit. */
    U8(1),
    /** One byte, 0 or 1. */
    BOOL(1);

    private final int size;

    ElementType(int size) {
        this.size = size;
    }

    /** Bytes an element. */
    public int size() {
        return size;
    }

    /** Whether it holds real numbers. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }
}

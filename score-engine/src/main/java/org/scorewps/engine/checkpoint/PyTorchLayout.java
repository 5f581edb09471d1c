package org.scorewps.engine.checkpoint;

import java.util.Map;

/**
 * What the two formats of PyTorch checkpoints have in common once their pickle is read.
 *
 * @param root what the pickle holds
 * @param storages where each storage's bytes are, by key
 */
record PyTorchLayout(Object root, Map<String, Extent> storages) {
    /**
     * A piece of the file.
     *
     * @param position its first byte
     * @param length bytes
     */
    record Extent(long position, long length) {}
}

package org.scorewps.engine.training;

import ai.djl.ndarray.NDArray;

/**
 * The truth of one picture.
 *
 * @param classes class index of each object
 * @param masks float32 [objects, height, width] of 0 and 1, of the padded input's size
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Target(int[] classes, NDArray masks) {}

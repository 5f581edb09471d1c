package org.scorewps.engine;

/**
 * One instance that the network found in a tile.
 *
 * @param classIndex index of its class in the vocabulary, from 0
 * @param score confidence in 0..1: class probability times the mean mask probability inside the mask
 * @param mask where it is
 */
public record Detection(int classIndex, float score, MaskLogits mask) {}

package org.scorewps.engine.training.data;

import java.util.BitSet;

/**
 * One object of a picture.
 *
 * @param classIndex index of its class, from 0
 * @param mask the bits of its pixels in a picture of the sample's size, row by row from the top; not copied
 */
public record TrainingObject(int classIndex, BitSet mask) {}

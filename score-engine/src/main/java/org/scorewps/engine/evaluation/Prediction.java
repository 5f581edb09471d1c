package org.scorewps.engine.evaluation;

/**
 * One object of a picture as a model found it.
 *
 * @param category index of its category, from 0
 * @param score confidence; only its order counts
 * @param mask where it is
 */
public record Prediction(int category, double score, RunLengthMask mask) {}

package org.scorewps.engine.evaluation;

/**
 * One object of a picture as people marked it.
 *
 * @param category index of its category, from 0
 * @param mask where it is
 * @param area its area as the data set states it, pixels; decides whether it is small, medium or large
 * @param crowd whether it marks a region of many objects, which detections may fall into without being wrong
 */
public record GroundTruth(int category, RunLengthMask mask, double area, boolean crowd) {}

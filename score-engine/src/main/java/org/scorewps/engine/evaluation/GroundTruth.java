package org.scorewps.engine.evaluation;

import java.util.Optional;

/**
 * One object of a picture as people marked it.
 *
 * @param category index of its category, from 0
 * @param mask where it is
 * @param area its area as the data set states it, pixels; decides whether it is small, medium or large
 * @param crowd whether it marks a region of many objects, which detections may fall into without being wrong
 * @param lookAlike the name of a shape that its category shares with others, when the data set says so
 */
public record GroundTruth(int category, RunLengthMask mask, double area, boolean crowd, Optional<String> lookAlike) {
    /** An object of a shape of its own. */
    public GroundTruth(int category, RunLengthMask mask, double area, boolean crowd) {
        this(category, mask, area, crowd, Optional.empty());
    }
}

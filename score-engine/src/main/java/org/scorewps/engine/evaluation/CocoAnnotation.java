package org.scorewps.engine.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An object that someone marked in a picture.
 *
 * @param id its id, zero where the data set gives none
 * @param imageId the picture's id
 * @param categoryId the category's id
 * @param crowd whether it marks a region of many objects
 * @param area its area in pixels as the data set states it
 * @param segmentation where it is
 * @param lookAlike the name of a shape that its category shares with others, when the data set says so
 */
public record CocoAnnotation(
        long id,
        long imageId,
        long categoryId,
        boolean crowd,
        OptionalDouble area,
        Segmentation segmentation,
        Optional<String> lookAlike) {}

package org.scorewps.engine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is known of an installed model without loading its weights.
 *
 * @param name the directory's name, by which requests choose it
 * @param title one line for people
 * @param trainClasses class names it was trained with, each possibly with synonyms after commas
 * @param tileSize side of the square tiles it works best with, pixels, a multiple of 32
 * @param queries how many objects it can name in a tile at most
 * @param groundResolution metres a pixel that it was trained at, empty when unknown
 * @param defaults ensemble weights and thresholds used when a request names none
 * @param sha256 SHA-256 of the weights file, lower-case hexadecimal
 */
public record ModelInfo(
        String name,
        String title,
        List<String> trainClasses,
        int tileSize,
        int queries,
        OptionalDouble groundResolution,
        InferenceSettings defaults,
        String sha256) {
    /** Copies the list. */
    public ModelInfo {
        trainClasses = List.copyOf(trainClasses);
    }
}

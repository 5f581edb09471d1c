package org.scorewps.engine.evaluation;

import java.util.Optional;

/**
 * A picture of a data set.
 *
 * @param id what annotations call it
 * @param textId the same as the file has it, where it is text
 * @param fileName its file, as the data set names it
 * @param width pixels in a row
 * @param height rows
 */
public record CocoImage(long id, Optional<String> textId, String fileName, int width, int height) {
    /** One whose id is a number. */
    public CocoImage(long id, String fileName, int width, int height) {
        this(id, Optional.empty(), fileName, width, height);
    }
}

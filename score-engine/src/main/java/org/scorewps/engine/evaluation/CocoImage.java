package org.scorewps.engine.evaluation;

/**
 * A picture of a data set.
 *
 * @param id what annotations call it
 * @param fileName its file, as the data set names it
 * @param width pixels in a row
 * @param height rows
 */
public record CocoImage(long id, String fileName, int width, int height) {}

package org.scorewps.engine.evaluation;

/**
 * A class of objects of a data set.
 *
 * @param id what annotations call it
 * @param name its name, for people
 */
public record CocoCategory(long id, String name) {}

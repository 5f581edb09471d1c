package org.scorewps.tiff.metadata;

/**
 * A pixel whose place on the ground is known.
 *
 * @param column in pixel corners from the left
 * @param row in pixel corners from the top
 * @param x in the CRS, easting or longitude
 * @param y in the CRS
 */
public record ControlPoint(double column, double row, double x, double y) {}

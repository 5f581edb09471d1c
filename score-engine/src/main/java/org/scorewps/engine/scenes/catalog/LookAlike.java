package org.scorewps.engine.scenes.catalog;

/**
 * Two classes that share a shape: drawn by the same code with the same colours and sizes, so that only the surroundings
 * tell which it is (the paper's Figure 1).
 */
public enum LookAlike {
    /** An elongated body: a ship on water, a large vehicle on a car park. */
    LONG_BODY,
    /** A round white body: a storage tank on an industrial yard, a silo on a farm. */
    ROUND_BODY,
    /** A blue rectangle: a pool beside a house, a shipping container in a port. */
    BLUE_RECTANGLE,
    /** A pale ridged hall: a greenhouse between fields, a hangar on an apron. */
    PALE_HALL,
    /** A slender round tower: a chimney on an industrial yard, a lighthouse by the water. */
    SLENDER_TOWER
}

package org.scorewps.process.scene;

import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * A name for the very pixels of a coverage: two coverages with equal ones show the same, with the same nodata, masks and
 * footprint. Who opens a file, and can tell that it hasn't changed, gives it to the coverage as the property
 * {@link #PROPERTY}. A layer's name isn't enough.
 *
 * @param name differs when anything differs
 */
public record CoverageVersion(String name) {
    /** Name of the coverage's property. */
    public static final String PROPERTY = "org.scorewps.version";

    /** That of a coverage, if somebody gave it one. */
    static Optional<CoverageVersion> of(GridCoverage2D coverage) {
        return coverage.getProperty(PROPERTY) instanceof CoverageVersion given ? Optional.of(given) : Optional.empty();
    }
}

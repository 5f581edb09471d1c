package org.scorewps.process.scene;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * What a file says of its bands. Who opens a file gives it to the coverage as the property {@link #PROPERTY}.
 *
 * @param bands the first one first; may be fewer than the coverage has
 */
public record BandMetadata(List<Band> bands) {
    /** Name of the coverage's property. */
    public static final String PROPERTY = "org.scorewps.bands";

    /** Copies the list. */
    public BandMetadata {
        bands = List.copyOf(bands);
    }

    /**
     * One band.
     *
     * @param interpretation what it shows, by GDAL's names: Red, Green, Blue, Alpha, Gray, ...
     * @param description its name
     * @param nodata the value that stands for no data
     */
    public record Band(Optional<String> interpretation, Optional<String> description, OptionalDouble nodata) {
        /** A band of which nothing is said. */
        public static final Band UNKNOWN = new Band(Optional.empty(), Optional.empty(), OptionalDouble.empty());
    }

    /** That of a coverage, if somebody gave it one. */
    static Optional<BandMetadata> of(GridCoverage2D coverage) {
        return coverage.getProperty(PROPERTY) instanceof BandMetadata given ? Optional.of(given) : Optional.empty();
    }
}

package org.scorewps.process.scene;

import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;

/**
 * The part of a coverage that holds a picture; what lies outside is as good as nodata. Who opens a file gives it to the
 * coverage, and to its {@link Overviews}, as the property {@link #PROPERTY}.
 *
 * @param area polygons in the coverage's CRS
 */
public record Footprint(Geometry area) {
    /** Name of the coverage's property. */
    public static final String PROPERTY = "org.scorewps.footprint";

    /** That of a coverage, if somebody gave it one. */
    static Optional<Footprint> of(GridCoverage2D coverage) {
        return coverage.getProperty(PROPERTY) instanceof Footprint given ? Optional.of(given) : Optional.empty();
    }
}

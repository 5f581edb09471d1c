package org.scorewps.process.scene;

import java.util.List;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * Reduced copies of a coverage that its file holds, such as a cloud-optimised GeoTIFF's. Who opens the file gives them to
 * the coverage as its property {@link #PROPERTY}; they stay theirs, and are read as long as the coverage is.
 *
 * @param coverages each shows all that the coverage shows, in the same bands and type of samples, with fewer pixels
 */
public record Overviews(List<GridCoverage2D> coverages) {
    /** Name of the coverage's property. */
    public static final String PROPERTY = "org.scorewps.overviews";

    /** Copies the list. */
    public Overviews {
        coverages = List.copyOf(coverages);
    }

    /** Those of a coverage, none where nobody gave it any. */
    static Overviews of(GridCoverage2D coverage) {
        return coverage.getProperty(PROPERTY) instanceof Overviews given ? given : new Overviews(List.of());
    }
}

package org.scorewps.process;

import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InvalidInputException;

/** Where the {@code layer} parameter finds its coverages. */
@FunctionalInterface
public interface CoverageSource {
    /** For programs that have no layers. */
    CoverageSource NONE = layer -> {
        throw new InvalidInputException(
                "layer \"" + layer + "\" can't be read: this server has no layers, send the raster as coverage");
    };

    /**
     * Opens a layer.
     *
     * @param layer its name
     * @throws InvalidInputException when there is none of that name, or it can't be read
     */
    OpenCoverage open(String layer);

    /** A coverage and the files behind it. */
    interface OpenCoverage extends AutoCloseable {
        /** Its pixels are read when they are asked for, until this is closed. */
        GridCoverage2D coverage();

        @Override
        void close();
    }
}

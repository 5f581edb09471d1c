package org.scorewps.process;

import java.util.Optional;
import java.util.function.BiFunction;
import org.geotools.coverage.grid.GridCoverage2D;
import org.scorewps.engine.InvalidInputException;

/**
 * The raster of a request: sent with it, or a layer of this server.
 *
 * @param coverage what was sent
 * @param layer name of the layer
 * @param layers where layers come from
 */
record RasterInput(Optional<GridCoverage2D> coverage, Optional<String> layer, CoverageSource layers) {
    /** From inputs that may be null, as GeoTools gives absent ones. */
    static RasterInput of(GridCoverage2D coverage, String layer, CoverageSource layers) {
        return new RasterInput(Optional.ofNullable(coverage), Literals.text("layer", layer), layers);
    }

    /**
     * Does something with the raster, which is open until that is done.
     *
     * @param use what to do, with the raster and its name
     * @throws InvalidInputException when there is none, or both kinds, or the layer can't be opened
     */
    <T> T with(BiFunction<GridCoverage2D, String, T> use) {
        if (coverage.isPresent() == layer.isPresent()) {
            throw new InvalidInputException(
                    coverage.isEmpty()
                            ? "no raster given: send coverage or name a layer"
                            : "both coverage and layer given: send one of them");
        }
        if (coverage.isPresent()) {
            return use.apply(coverage.get(), coverage.get().getName().toString());
        }
        try (CoverageSource.OpenCoverage open = layers.open(layer.get())) {
            return use.apply(open.coverage(), layer.get());
        }
    }
}

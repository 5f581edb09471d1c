package org.scorewps.process.scene;

import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;

/**
 * What a request may say about how a coverage is read; everything is optional.
 *
 * @param bands the {@code bands} parameter, see {@link BandSelection#parse}
 * @param stretch the {@code stretch} parameter, see {@link Stretch#parse}
 * @param nodata the {@code nodata} parameter, see {@link Nodata#of}
 * @param crs the {@code crs} parameter, see {@link NamedCrs#give}
 * @param resolution metres a pixel to resample to; native when empty
 * @param roi only this part is read; in the coverage's CRS, or in the one of its SRID
 */
public record SceneOptions(
        Optional<String> bands,
        Optional<String> stretch,
        Optional<String> nodata,
        Optional<String> crs,
        OptionalDouble resolution,
        Optional<Geometry> roi) {
    /** The coverage as it is. */
    public static final SceneOptions NONE = new SceneOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());
}

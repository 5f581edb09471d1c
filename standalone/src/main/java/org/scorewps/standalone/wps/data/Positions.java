package org.scorewps.standalone.wps.data;

import java.io.IOException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Checks of coordinates that came from outside. */
final class Positions {
    private Positions() {}

    /** @throws IOException when a coordinate is NaN or infinite */
    static Geometry finite(Geometry geometry) throws IOException {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
                throw new IOException("a coordinate is not a finite number");
            }
        }
        return geometry;
    }
}

package org.scorewps.process.vector;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.scorewps.process.scene.Scene;

/**
 * How fine the coordinates of a scene's features are: a hundredth of a pixel. Feature types say so in the user data of
 * their geometry under {@link org.geotools.util.factory.Hints#JTS_PRECISION_MODEL}, for formats that write no more decimals
 * than there is reason for. The geometries themselves keep all their digits.
 */
final class PixelPrecision {
    private static final double STEPS = 100;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private PixelPrecision() {}

    /** A grid in units of the scene's CRS: a hundredth of the shorter side of the pixel in its middle. */
    static PrecisionModel of(Scene scene) {
        double x = scene.width() / 2.0;
        double y = scene.height() / 2.0;
        Geometry corners = scene.toCrs(FACTORY.createMultiPointFromCoords(
                new Coordinate[] {new Coordinate(x, y), new Coordinate(x + 1, y), new Coordinate(x, y + 1)}));
        Coordinate[] places = corners.getCoordinates();
        double side = Math.min(places[0].distance(places[1]), places[0].distance(places[2]));
        return new PrecisionModel(STEPS / side);
    }
}

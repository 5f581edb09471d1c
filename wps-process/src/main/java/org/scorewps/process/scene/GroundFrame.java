package org.scorewps.process.scene;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.NoninvertibleTransformationException;

/**
 * The ground around one object, flat and in metres, x to the east of grid north and y along it, with the object's centre
 * as origin. Lengths and right angles in it are those on the ground, whatever the coverage's CRS, axis order, unit or
 * grid (rotated, sheared, longer than wide). Seen from scene pixels it is the affine map that agrees with the true one
 * at the four sides of the object's bounds, so it is exact where the CRS's scale is the same all over the object and off
 * by the change of scale where not: in degrees or web Mercator at 60 degrees of latitude by 0.14 % at the rim of an
 * object of ten kilometres.
 */
public final class GroundFrame {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final AffineTransformation toGround;
    private final AffineTransformation toScene;

    private GroundFrame(AffineTransformation toGround, AffineTransformation toScene) {
        this.toGround = toGround;
        this.toScene = toScene;
    }

    /**
     * The frame of an object.
     *
     * @param scene where it is
     * @param bounds its bounds in scene pixels
     */
    static GroundFrame around(Scene scene, GroundPlane plane, Envelope bounds) {
        Coordinate centre = bounds.centre();
        double halfWidth = Math.max(bounds.getWidth() / 2, 0.5);
        double halfHeight = Math.max(bounds.getHeight() / 2, 0.5);
        Coordinate[] places = scene.toCrs(FACTORY.createMultiPointFromCoords(new Coordinate[] {
                    centre,
                    new Coordinate(centre.x + halfWidth, centre.y),
                    new Coordinate(centre.x - halfWidth, centre.y),
                    new Coordinate(centre.x, centre.y + halfHeight),
                    new Coordinate(centre.x, centre.y - halfHeight)
                }))
                .getCoordinates();
        Coordinate north = plane.gridNorth(places[0], places[0].distance(places[3]));
        double[][] ground = plane.offsets(places[0], places[1], places[2], places[3], places[4], north);
        AffineTransformation eastNorth = new AffineTransformation(
                (ground[0][0] - ground[1][0]) / (2 * halfWidth),
                (ground[2][0] - ground[3][0]) / (2 * halfHeight),
                0,
                (ground[0][1] - ground[1][1]) / (2 * halfWidth),
                (ground[2][1] - ground[3][1]) / (2 * halfHeight),
                0);
        AffineTransformation toGround = AffineTransformation.translationInstance(-centre.x, -centre.y)
                .compose(eastNorth)
                // counterclockwise by the clockwise angle of grid north: it becomes the y axis
                .rotate(Math.atan2(ground[4][0], ground[4][1]));
        try {
            return new GroundFrame(toGround, toGround.getInverse());
        } catch (NoninvertibleTransformationException flat) {
            throw new IllegalStateException("a pixel without an area on the ground", flat);
        }
    }

    /** A geometry in metres from scene pixels. */
    public Geometry toGround(Geometry scenePixels) {
        return toGround.transform(scenePixels);
    }

    /** A geometry in scene pixels from metres. */
    public Geometry toScene(Geometry ground) {
        return toScene.transform(ground);
    }
}

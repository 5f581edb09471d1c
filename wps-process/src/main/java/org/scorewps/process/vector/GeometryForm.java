package org.scorewps.process.vector;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.process.scene.GroundFrame;
import org.scorewps.process.scene.Scene;

/** What kind of geometry a feature has. */
public enum GeometryForm {
    /** The outline, with holes. */
    POLYGON(MultiPolygon.class),
    /** The bounding box along the CRS's axes. */
    BOX(Polygon.class),
    /** The narrowest rectangle around it, right-angled on the ground. */
    ORIENTED_BOX(Polygon.class),
    /** A point inside it: the centre of mass, or the nearest good place when that is outside. */
    POINT(Point.class);

    private final Class<? extends Geometry> binding;

    GeometryForm(Class<? extends Geometry> binding) {
        this.binding = binding;
    }

    /** The type of the geometries. */
    public Class<? extends Geometry> binding() {
        return binding;
    }

    /**
     * Brings an outline into this form.
     *
     * @param outline in scene pixels
     * @return in the scene's CRS
     */
    Geometry of(MultiPolygon outline, Scene scene) {
        return switch (this) {
            case POLYGON -> scene.toCrs(outline);
            case BOX -> scene.toCrs(outline).getEnvelope();
            case ORIENTED_BOX -> scene.toCrs(orientedBox(outline, scene));
            case POINT -> scene.toCrs(pointIn(outline));
        };
    }

    private static Geometry orientedBox(MultiPolygon outline, Scene scene) {
        GroundFrame frame = scene.frame(outline.getEnvelopeInternal());
        return frame.toScene(InstanceMeasures.rectangle(outline, frame));
    }

    private static Geometry pointIn(MultiPolygon outline) {
        Point centre = outline.getCentroid();
        return outline.contains(centre) ? centre : outline.getInteriorPoint();
    }
}

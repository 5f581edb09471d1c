package org.scorewps.process.vector;

import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.scorewps.process.scene.Scene;

/**
 * The rim of a scene: the coverage's bounds, and the border of the region of interest where there is one. What touches it
 * may be cut off there.
 */
final class SceneRim {
    /** Pixels between an outline and the rim that still count as touching: outlines are no finer than that. */
    private static final double NEAR = 0.5;

    private final Envelope inside;
    private final Optional<IndexedFacetDistance> border;

    SceneRim(Scene scene) {
        inside = new Envelope(scene.filled());
        inside.expandBy(-NEAR);
        border = scene.roi().map(Geometry::getBoundary).map(IndexedFacetDistance::new);
    }

    /**
     * Whether an outline touches the rim.
     *
     * @param outline in scene pixels, cut to the region of interest
     */
    boolean touches(Geometry outline) {
        Envelope bounds = outline.getEnvelopeInternal();
        return bounds.getMinX() <= inside.getMinX()
                || bounds.getMinY() <= inside.getMinY()
                || bounds.getMaxX() >= inside.getMaxX()
                || bounds.getMaxY() >= inside.getMaxY()
                || border.filter(line -> line.isWithinDistance(outline, NEAR)).isPresent();
    }
}

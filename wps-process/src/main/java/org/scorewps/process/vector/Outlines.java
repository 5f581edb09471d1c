package org.scorewps.process.vector;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.scorewps.process.scene.GroundFrame;
import org.scorewps.process.scene.Scene;

/**
 * From traced outlines to those that are given out: with right angles on the ground where they are wanted and fit
 * ({@link RightAngles}), else simplified ({@link OutlineSimplifier}). Each outline is made without knowing of the others.
 * Regularized ones no longer share borders with their neighbours.
 */
public final class Outlines {
    private final Scene scene;
    private final OutlineSimplifier simplifier;
    private final IntPredicate rightAngled;
    private final RightAngles rightAngles;
    private final Geometry extent;

    /**
     * @param scene where they are
     * @param tolerance how far a simplified outline may lie from the traced one, scene pixels; 0 keeps all vertices
     * @param rightAngled classes that get right angles where these fit
     * @param step lowest step between parallel walls of these, metres; more than 0
     */
    public Outlines(Scene scene, double tolerance, IntPredicate rightAngled, double step) {
        this.scene = scene;
        this.rightAngled = rightAngled;
        simplifier = new OutlineSimplifier(tolerance, scene.filled());
        rightAngles = new RightAngles(step);
        extent = scene.roi().orElseGet(() -> Polygons.box(scene.filled()));
    }

    /**
     * The outline to give out.
     *
     * @param classIndex the object's class
     * @param traced valid, in scene pixel corners
     * @return the same, valid
     */
    MultiPolygon of(int classIndex, MultiPolygon traced) {
        return regular(classIndex, traced).orElseGet(() -> simplifier.simplify(traced));
    }

    private Optional<MultiPolygon> regular(int classIndex, MultiPolygon traced) {
        if (!rightAngled.test(classIndex) || traced.isEmpty()) {
            return Optional.empty();
        }
        GroundFrame frame = scene.frame(traced.getEnvelopeInternal());
        return rightAngles
                .regularize(Polygons.only(frame.toGround(traced)))
                // sharp corners may reach beyond the scene
                .map(regular -> Polygons.intersection(frame.toScene(regular), extent));
    }
}

package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.Window;

/**
 * From the detections of one tile to instances in scene pixels. Masks are cut to the valid pixels; a detection that lies
 * mostly on invalid ones is dropped.
 */
public final class TilePolygons {
    private static final double VALID_SHARE = 0.5;

    private TilePolygons() {}

    /**
     * Traces all detections of a tile.
     *
     * @param detections what was found, in tile pixels
     * @param window where the tile lies in the scene
     * @param valid positive where the tile's pixels are valid, one sample a pixel; empty when all are
     */
    public static List<Instance> trace(List<Detection> detections, Window window, Optional<MaskLogits> valid) {
        if (detections.isEmpty()) {
            return List.of();
        }
        Optional<MultiPolygon> validArea = valid.map(mask -> MaskTracer.trace(mask, window.width(), window.height()));
        List<Instance> instances = new ArrayList<>(detections.size());
        for (Detection detection : detections) {
            Geometry shape = MaskTracer.trace(detection.mask(), window.width(), window.height());
            double whole = shape.getArea();
            if (validArea.isPresent()) {
                shape = Polygons.intersection(shape, validArea.get());
            }
            if (whole > 0 && shape.getArea() >= VALID_SHARE * whole) {
                Geometry placed = AffineTransformation.translationInstance(window.x(), window.y())
                        .transform(shape);
                instances.add(new Instance(detection.classIndex(), score(detection), placed, window, false));
            }
        }
        return instances;
    }

    /** Six digits are more than a network's score means, and don't show that it was a float. */
    private static double score(Detection detection) {
        return Math.rint(detection.score() * 1e6) / 1e6;
    }
}

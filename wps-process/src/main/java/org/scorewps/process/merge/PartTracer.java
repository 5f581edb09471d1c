package org.scorewps.process.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;
import org.scorewps.process.vector.MaskTracer;
import org.scorewps.process.vector.Polygons;
import org.scorewps.process.vector.SharedBorders;

/**
 * From the detections of one tile to parts in scene pixels. Masks are cut to the valid pixels; a detection that lies
 * mostly on invalid ones is dropped, and so are {@link Duplicates} and what a tile of reduced resolution shows of objects that tiles of the finer
 * resolution see whole.
 */
public final class PartTracer {
    private static final double VALID_SHARE = 0.5;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final int smallest;

    /** @param overlap pixels that tiles share at least: an object of that size is whole in one of them */
    public PartTracer(int overlap) {
        smallest = overlap;
    }

    /**
     * Traces all detections of a tile.
     *
     * @param found what was found, in the tile's own pixels, best first
     * @param valid positive where its pixels are valid, one sample a pixel; empty when all are
     */
    public List<Part> trace(List<Detection> found, PyramidTile tile, Optional<MaskLogits> valid) {
        List<Detection> detections = Duplicates.without(found);
        if (detections.isEmpty()) {
            return List.of();
        }
        Window window = tile.window();
        Optional<Geometry> holes = valid.map(mask -> holes(mask, tile));
        List<Part> parts = new ArrayList<>(detections.size());
        List<MultiPolygon> traced =
                SharedBorders.trace(detections.stream().map(Detection::mask).toList(), window.width(), window.height());
        for (int i = 0; i < traced.size(); i++) {
            part(detections.get(i), traced.get(i), tile, holes).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<Part> part(Detection detection, MultiPolygon traced, PyramidTile tile, Optional<Geometry> holes) {
        Geometry shape = place(traced, tile);
        Envelope box = shape.getEnvelopeInternal();
        if (shape.isEmpty() || (tile.factor() > 1 && Math.max(box.getWidth(), box.getHeight()) <= smallest)) {
            return Optional.empty();
        }
        double whole = shape.getArea();
        if (holes.isPresent()) {
            shape = Polygons.difference(shape, holes.get());
        }
        if (!(shape.getArea() >= VALID_SHARE * whole)) {
            return Optional.empty();
        }
        boolean cut = Part.reachesBorder(box, tile, (double) detection.mask().stride() * tile.factor());
        return Optional.of(new Part(
                detection.classIndex(),
                score(detection),
                shape,
                tile,
                cut ? Optional.of(LogitPatch.of(detection.mask(), tile.window())) : Optional.empty(),
                holes));
    }

    private static Geometry holes(MaskLogits valid, PyramidTile tile) {
        Window window = tile.window();
        Geometry whole = FACTORY.toGeometry(new Envelope(0, window.width(), 0, window.height()));
        Geometry seen = MaskTracer.trace(valid, window.width(), window.height());
        return place(Polygons.difference(whole, seen), tile);
    }

    private static Geometry place(Geometry shape, PyramidTile tile) {
        return AffineTransformation.translationInstance(
                        tile.window().x(), tile.window().y())
                .scale(tile.factor(), tile.factor())
                .transform(shape);
    }

    /** Six digits are more than a network's score means, and don't show that it was a float. */
    private static double score(Detection detection) {
        return Math.rint(detection.score() * 1e6) / 1e6;
    }
}

package org.scorewps.process.merge;

import java.util.Comparator;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;

/**
 * What one tile shows of an object.
 *
 * @param classIndex its class in the vocabulary
 * @param score confidence in 0..1
 * @param shape polygons in scene pixel corners
 * @param tile where it was seen
 * @param patch the logits, where the object reaches the tile's border and may go on in the next one
 * @param holes the tile's invalid pixels, in scene pixel corners, where there are any
 */
public record Part(
        int classIndex,
        double score,
        Geometry shape,
        PyramidTile tile,
        Optional<LogitPatch> patch,
        Optional<Geometry> holes) {
    /** The order of parts depends on what they are, not on when they came. */
    static final Comparator<Part> ORDER = Comparator.<Part>comparingInt(
                    part -> part.tile().factor())
            .thenComparingInt(part -> part.tile().extent().y())
            .thenComparingInt(part -> part.tile().extent().x())
            .thenComparingInt(Part::classIndex)
            .thenComparing(Comparator.comparingDouble(Part::score).reversed())
            .thenComparingDouble(part -> part.box().getMinX())
            .thenComparingDouble(part -> part.box().getMinY())
            .thenComparingDouble(part -> part.box().getMaxX())
            .thenComparingDouble(part -> part.box().getMaxY());

    /** Whether it may go on beyond its tile. */
    boolean cut() {
        return patch.isPresent();
    }

    /** The box around it, scene pixels. */
    Envelope box() {
        return shape.getEnvelopeInternal();
    }

    /** How far it stays away from the borders that its tile has with others, scene pixels. */
    double margin() {
        Window extent = tile.extent();
        PyramidTile.Sides inner = tile.inner();
        double margin = Double.MAX_VALUE;
        margin = inner.left() ? Math.min(margin, box().getMinX() - extent.x()) : margin;
        margin = inner.top() ? Math.min(margin, box().getMinY() - extent.y()) : margin;
        margin = inner.right() ? Math.min(margin, extent.right() - box().getMaxX()) : margin;
        return inner.bottom() ? Math.min(margin, extent.bottom() - box().getMaxY()) : margin;
    }

    /** Whether it lies near such a border. */
    static boolean reachesBorder(Envelope box, PyramidTile tile, double distance) {
        Window extent = tile.extent();
        PyramidTile.Sides inner = tile.inner();
        return (inner.left() && box.getMinX() < extent.x() + distance)
                || (inner.top() && box.getMinY() < extent.y() + distance)
                || (inner.right() && box.getMaxX() > extent.right() - distance)
                || (inner.bottom() && box.getMaxY() > extent.bottom() - distance);
    }
}

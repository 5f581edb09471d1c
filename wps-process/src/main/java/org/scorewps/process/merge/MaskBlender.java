package org.scorewps.process.merge;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.Window;
import org.scorewps.process.vector.MaskTracer;
import org.scorewps.process.vector.Polygons;

/**
 * The outline of an object that no tile sees whole. Where tiles overlap, their logits are averaged, each with a weight
 * that falls to nothing at the tile's border, and the contour is traced once: it has no seam.
 */
final class MaskBlender {
    /** Larger objects would take too much memory: their outlines are joined instead. */
    private static final long MOST_SAMPLES = 1L << 24;

    /** A tile's weight grows over this part of its side, as wide as tiles overlap. */
    private static final double RAMP = 0.25;

    private static final double LEAST_WEIGHT = 1e-3;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<Part> parts;
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    private MaskBlender(List<Part> parts) {
        this.parts = parts;
        for (Part part : parts) {
            LogitPatch patch = part.patch().orElseThrow();
            left = Math.min(left, patch.column());
            top = Math.min(top, patch.row());
            right = Math.max(right, patch.column() + patch.mask().width());
            bottom = Math.max(bottom, patch.row() + patch.mask().height());
        }
    }

    /**
     * The outline.
     *
     * @param parts parts of one level, all cut
     * @return polygons in scene pixel corners
     */
    static Geometry outline(List<Part> parts) {
        if (parts.size() == 1) {
            return parts.get(0).shape();
        }
        MaskBlender blender = new MaskBlender(parts);
        long samples = (long) (blender.right - blender.left) * (blender.bottom - blender.top);
        return samples > MOST_SAMPLES
                ? Polygons.union(parts.stream().map(Part::shape).toList(), FACTORY)
                : withoutHoles(blender.trace(), parts);
    }

    private static Geometry withoutHoles(Geometry shape, List<Part> parts) {
        Geometry left = shape;
        for (Part part : parts) {
            if (part.holes().isPresent()) {
                left = Polygons.difference(left, part.holes().get());
            }
        }
        return left;
    }

    private Geometry trace() {
        int stride = parts.get(0).patch().orElseThrow().mask().stride();
        int factor = parts.get(0).tile().factor();
        // the last samples of a scene reach beyond its rim
        int endX = parts.stream()
                .mapToInt(part -> part.tile().window().right())
                .max()
                .orElseThrow();
        int endY = parts.stream()
                .mapToInt(part -> part.tile().window().bottom())
                .max()
                .orElseThrow();
        int width = Math.min(right * stride, endX) - left * stride;
        int height = Math.min(bottom * stride, endY) - top * stride;
        MaskLogits field = new MaskLogits(right - left, bottom - top, stride, blend());
        return AffineTransformation.translationInstance((double) left * stride, (double) top * stride)
                .scale(factor, factor)
                .transform(MaskTracer.trace(field, width, height));
    }

    /** Means of the logits; not a number where no tile looks. */
    private float[] blend() {
        int columns = right - left;
        float[] sums = new float[columns * (bottom - top)];
        float[] weights = new float[sums.length];
        for (Part part : parts) {
            LogitPatch patch = part.patch().orElseThrow();
            int stride = patch.mask().stride();
            PyramidTile tile = part.tile();
            Window window = tile.window();
            Ramp rampX = new Ramp(
                    window.x(),
                    window.width(),
                    tile.inner().left(),
                    tile.inner().right());
            Ramp rampY = new Ramp(
                    window.y(),
                    window.height(),
                    tile.inner().top(),
                    tile.inner().bottom());
            for (int row = Math.max(top, window.y() / stride); row < bottom && row * stride < window.bottom(); row++) {
                double weightY = rampY.at((row + 0.5) * stride);
                for (int column = Math.max(left, window.x() / stride);
                        column < right && column * stride < window.right();
                        column++) {
                    float weight = (float) (weightY * rampX.at((column + 0.5) * stride));
                    int place = (row - top) * columns + column - left;
                    sums[place] += weight * patch.at(row, column);
                    weights[place] += weight;
                }
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] / weights[i];
        }
        return means;
    }

    /** Weights along one axis of a tile: 1 inside, falling towards borders with other tiles. */
    private record Ramp(int start, int length, boolean fallsAtStart, boolean fallsAtEnd) {
        double at(double place) {
            double reach = RAMP * length;
            double fromStart = fallsAtStart ? (place - start) / reach : 1;
            double fromEnd = fallsAtEnd ? (start + length - place) / reach : 1;
            return Math.max(LEAST_WEIGHT, Math.min(1, Math.min(fromStart, fromEnd)));
        }
    }
}

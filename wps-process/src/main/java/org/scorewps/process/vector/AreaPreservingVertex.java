package org.scorewps.process.vector;

import org.locationtech.jts.geom.Coordinate;

/**
 * The vertex E of {@link SegmentCollapse}: on the parallel to A-D at the height that keeps the area, where it meets the
 * line A-B or the line C-D, so that one of both keeps its direction.
 */
final class AreaPreservingVertex {
    /** Of a path with a lesser height, or with a side more nearly parallel to A-D, the meeting point is nowhere near. */
    private static final double LEAST = 1e-9;

    private AreaPreservingVertex() {}

    static Coordinate of(Coordinate a, Coordinate b, Coordinate c, Coordinate d) {
        double length = a.distance(d);
        // heights over A-D, as if A were the origin and D lay on the first axis
        double cosine = (d.x - a.x) / length;
        double sine = (d.y - a.y) / length;
        double bAlong = (b.x - a.x) * cosine + (b.y - a.y) * sine;
        double bHeight = (b.y - a.y) * cosine - (b.x - a.x) * sine;
        double cAlong = (c.x - a.x) * cosine + (c.y - a.y) * sine;
        double cHeight = (c.y - a.y) * cosine - (c.x - a.x) * sine;
        // twice the area, by the trapezoids under A-B, B-C and C-D
        double area = bAlong * bHeight + (cAlong - bAlong) * (bHeight + cHeight) + (length - cAlong) * cHeight;
        double height = area / length;
        double along = (bAlong + cAlong) / 2;
        if (Math.abs(height) > LEAST) {
            boolean first = bHeight * cHeight > 0 ? Math.abs(bHeight) > Math.abs(cHeight) : bHeight * height > 0;
            if (first) {
                along = bAlong * height / bHeight;
            } else {
                along = length + (cAlong - length) * height / cHeight;
            }
        }
        return new Coordinate(a.x + along * cosine - height * sine, a.y + along * sine + height * cosine);
    }
}

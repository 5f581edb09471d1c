package org.scorewps.standalone.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.engine.evaluation.RunLengthMask;

/** The pixels inside an outline, by the rule that COCO's tools have for polygons; holes are left out. */
final class OutlineMask {
    private final int width;
    private final int height;
    private final double west;
    private final double north;
    private final double pixelWidth;
    private final double pixelHeight;

    /**
     * @param width of the picture, pixels
     * @param height of the picture
     * @param west its left edge in the outlines' coordinates
     * @param north its upper edge
     * @param pixelWidth of one of its pixels
     * @param pixelHeight of one of its pixels
     */
    OutlineMask(int width, int height, double west, double north, double pixelWidth, double pixelHeight) {
        this.width = width;
        this.height = height;
        this.west = west;
        this.north = north;
        this.pixelWidth = pixelWidth;
        this.pixelHeight = pixelHeight;
    }

    /** The mask of a polygon or of several. */
    RunLengthMask of(Geometry outline) {
        List<RunLengthMask> parts = new ArrayList<>();
        for (int i = 0; i < outline.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) outline.getGeometryN(i);
            RunLengthMask part = inside(polygon.getExteriorRing());
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                part = part.without(inside(polygon.getInteriorRingN(hole)));
            }
            parts.add(part);
        }
        return RunLengthMask.union(parts);
    }

    private RunLengthMask inside(LinearRing ring) {
        Coordinate[] corners = ring.getCoordinates();
        // the last corner is the first once more
        double[] xy = new double[2 * (corners.length - 1)];
        for (int i = 0; i < corners.length - 1; i++) {
            xy[2 * i] = (corners[i].x - west) / pixelWidth;
            xy[2 * i + 1] = (north - corners[i].y) / pixelHeight;
        }
        return RunLengthMask.ofPolygon(height, width, xy);
    }
}

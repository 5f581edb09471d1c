package org.scorewps.process.vector;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/** The ellipse with a polygon's centre of mass and second moments, holes left aside: what a round object looks like. */
final class MomentEllipse {
    private static final int VERTICES = 64;

    private MomentEllipse() {}

    static Polygon of(Polygon polygon) {
        Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
        Coordinate centre =
                polygon.getFactory().createPolygon(ring).getCentroid().getCoordinate();
        double area = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 1; i < ring.length; i++) {
            double x1 = ring[i - 1].x - centre.x;
            double y1 = ring[i - 1].y - centre.y;
            double x2 = ring[i].x - centre.x;
            double y2 = ring[i].y - centre.y;
            double cross = x1 * y2 - x2 * y1;
            area += cross / 2;
            xx += cross * (x1 * x1 + x1 * x2 + x2 * x2) / 12;
            yy += cross * (y1 * y1 + y1 * y2 + y2 * y2) / 12;
            xy += cross * (x1 * y2 + 2 * x1 * y1 + 2 * x2 * y2 + x2 * y1) / 24;
        }
        // half axes are twice the standard deviations: a circle through the Cholesky factor of the covariances
        double a = 2 * Math.sqrt(xx / area);
        double b = 4 * xy / area / a;
        double c = Math.sqrt(Math.max(0, 4 * yy / area - b * b));
        Coordinate[] ellipse = new Coordinate[VERTICES + 1];
        for (int i = 0; i < VERTICES; i++) {
            double cosine = Math.cos(2 * Math.PI * i / VERTICES);
            double sine = Math.sin(2 * Math.PI * i / VERTICES);
            ellipse[i] = new Coordinate(centre.x + a * cosine, centre.y + b * cosine + c * sine);
        }
        ellipse[VERTICES] = ellipse[0].copy();
        return polygon.getFactory().createPolygon(ellipse);
    }
}

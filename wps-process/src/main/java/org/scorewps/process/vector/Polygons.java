package org.scorewps.process.vector;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Set operations that keep polygons only: points and lines where two shapes merely touch are dropped. */
public final class Polygons {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Polygons() {}

    /** What both cover. */
    public static MultiPolygon intersection(Geometry a, Geometry b) {
        return only(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
    }

    /** What the first covers and the second doesn't. */
    public static MultiPolygon difference(Geometry a, Geometry b) {
        return only(OverlayNGRobust.overlay(a, b, OverlayNG.DIFFERENCE));
    }

    /** What any of them covers. */
    public static MultiPolygon union(List<? extends Geometry> shapes, GeometryFactory factory) {
        return only(OverlayNGRobust.union(new ArrayList<Geometry>(shapes), factory));
    }

    static Polygon box(Envelope bounds) {
        return (Polygon) FACTORY.toGeometry(bounds);
    }

    /** The polygons of a geometry. */
    public static MultiPolygon only(Geometry geometry) {
        List<Polygon> polygons = new ArrayList<>();
        PolygonExtracter.getPolygons(geometry, polygons);
        return geometry.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
    }
}

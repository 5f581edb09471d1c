package org.scorewps.standalone.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * Cuts geometries at the 180th meridian (RFC 7946, section 3.1.9), so that all longitudes are in -180..180: a polygon
 * across it becomes several. One around a pole gets the pole, from -180 to 180, as a side. What only touches the meridian
 * isn't cut.
 */
final class Antimeridian {
    private static final double HALF = 180;
    private static final double POLE = 90;

    /** A longer line, in degrees of longitude, may lead across the meridian. */
    private static final double SHORT = 90;

    private final MeridianWalk walk;

    /** @param projector from the geometries' CRS to longitude and latitude */
    Antimeridian(GeometryProjector projector) {
        walk = new MeridianWalk(projector);
    }

    /**
     * Cuts.
     *
     * @param source the geometry in its own CRS
     * @param projected the same in longitude and latitude, vertex by vertex
     * @throws IOException when a line can't be followed across the Earth
     */
    Geometry cut(Geometry source, Geometry projected) throws IOException {
        if (beside(projected)) {
            return projected;
        }
        if (projected instanceof Polygon || projected instanceof MultiPolygon) {
            return area(source, projected);
        }
        if (projected instanceof LineString line) {
            final List<LineString> parts = new ArrayList<>();
            for (List<Coordinate> part : walk.along(source.getCoordinates(), line.getCoordinates())) {
                if (part.size() > 1) {
                    parts.add(line.getFactory().createLineString(part.toArray(Coordinate[]::new)));
                }
            }
            return line.getFactory().buildGeometry(parts);
        }
        if (projected instanceof Point point) {
            final Coordinate place = point.getCoordinate().copy();
            place.x = MeridianWalk.normal(place.x);
            return point.getFactory().createPoint(place);
        }
        return parts(source, (GeometryCollection) projected);
    }

    private Geometry parts(Geometry source, GeometryCollection projected) throws IOException {
        final List<Geometry> cut = new ArrayList<>();
        for (int i = 0; i < projected.getNumGeometries(); i++) {
            final Geometry part = cut(source.getGeometryN(i), projected.getGeometryN(i));
            for (int j = 0; j < part.getNumGeometries(); j++) {
                cut.add(part.getGeometryN(j));
            }
        }
        return projected.getFactory().buildGeometry(cut);
    }

    /** Whether the meridian is not in question: no longitude is beyond it, and no line long enough to lead across. */
    private static boolean beside(Geometry projected) {
        final Envelope bounds = projected.getEnvelopeInternal();
        if (bounds.getMaxX() > HALF || bounds.getMinX() < -HALF) {
            return false;
        }
        if (bounds.getWidth() <= SHORT) {
            return true;
        }
        for (Object line : LinearComponentExtracter.getLines(projected)) {
            final Coordinate[] vertices = ((LineString) line).getCoordinates();
            for (int i = 1; i < vertices.length; i++) {
                if (Math.abs(vertices[i].x - vertices[i - 1].x) > SHORT) {
                    return false;
                }
            }
        }
        return true;
    }

    /** By the even-odd rule from the pieces of all rings, and the meridian's stretches inside the area on both sides. */
    private Geometry area(Geometry source, Geometry projected) throws IOException {
        final EvenOddPolygons edges = new EvenOddPolygons();
        final List<Double> crossings = new ArrayList<>();
        final TreeSet<Double> nodes = new TreeSet<>();
        final List<?> rings = LinearComponentExtracter.getLines(projected);
        final List<?> sources = LinearComponentExtracter.getLines(source);
        for (int i = 0; i < rings.size(); i++) {
            final List<List<Coordinate>> parts = walk.along(
                    ((LineString) sources.get(i)).getCoordinates(), ((LineString) rings.get(i)).getCoordinates());
            for (int part = 0; part < parts.size(); part++) {
                final List<Coordinate> piece = parts.get(part);
                if (part > 0) {
                    crossings.add(piece.get(0).y);
                }
                for (int j = 1; j < piece.size(); j++) {
                    edges.toggle(piece.get(j - 1), piece.get(j));
                }
                piece.stream().filter(place -> place.x == HALF).forEach(place -> nodes.add(place.y));
            }
        }
        nodes.addAll(crossings);
        if (crossings.size() % 2 == 1) {
            final double pole = Math.copySign(POLE, projected.getCentroid().getY());
            edges.toggle(new Coordinate(-HALF, pole), new Coordinate(HALF, pole));
            crossings.add(pole);
            nodes.add(pole);
        }
        crossings.sort(null);
        for (int i = 0; i + 1 < crossings.size(); i += 2) {
            final double low = crossings.get(i);
            final double high = crossings.get(i + 1);
            edges.toggle(new Coordinate(-HALF, low), new Coordinate(-HALF, high));
            double from = low;
            // in pieces as short as those of rings that run along the meridian
            for (double to : nodes.subSet(low, false, high, true)) {
                edges.toggle(new Coordinate(HALF, from), new Coordinate(HALF, to));
                from = to;
            }
        }
        final Geometry cut = edges.build(projected.getFactory());
        return cut.isEmpty() ? projected : cut;
    }
}

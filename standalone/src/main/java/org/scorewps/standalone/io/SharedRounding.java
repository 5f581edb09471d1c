package org.scorewps.standalone.io;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.GeometryMapper;
import org.locationtech.jts.noding.InteriorIntersectionFinderAdder;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.NodedSegmentString;

/**
 * Rounds the geometries of one collection to so many decimals that polygons are valid and borders that polygons share stay
 * shared. Rounding each vertex keeps borders shared but breaks a polygon where it is thinner than the last decimal. The
 * vertices of such polygons become {@link HotPixels} for all geometries: every line that passes through one gets a vertex
 * there, in its neighbours too. Then no two lines of the polygon cross, and what collapsed to a line is left out.
 *
 * <p>That takes several passes over the collection: {@link #review} all geometries until {@link #settled}, then
 * {@link #round} each.
 */
final class SharedRounding {
    private final double scale;
    private final HotPixels pixels = new HotPixels();

    /** The geometries all of whose vertices are hot pixels. */
    private final BitSet noded = new BitSet();

    private boolean first = true;
    private boolean added;

    /** @param decimals 0 to 15 less the digits before the point */
    SharedRounding(int decimals) {
        scale = Math.pow(10, decimals);
    }

    /**
     * Looks at a geometry before any is rounded.
     *
     * @param number its place in the collection
     */
    void review(int number, Geometry geometry) {
        final Geometry scaled = scaled(geometry);
        if (noded.get(number) || !(first || pixels.near(scaled.getEnvelopeInternal()))) {
            return;
        }
        final List<Geometry> areas = new ArrayList<>();
        areas(scaled, areas);
        if (!areas.stream().allMatch(area -> byVertices(area).isPresent())) {
            noded.set(number);
            added = true;
            final List<NodedSegmentString> lines = new ArrayList<>();
            areas.forEach(area ->
                    rings(area).forEach(ring -> lines.add(new NodedSegmentString(ring.getCoordinates(), ring))));
            lines.forEach(line -> List.of(line.getCoordinates()).forEach(pixels::add));
            crossings(lines).forEach(pixels::add);
        }
    }

    /** Whether nothing was found in the pass that ends here; else there must be another one. */
    boolean settled() {
        final boolean settled = !added;
        added = false;
        first = false;
        return settled;
    }

    /**
     * A geometry as it is to be written.
     *
     * @param number its place in the collection
     */
    Geometry round(int number, Geometry geometry) {
        return rounded(geometry, noded.get(number));
    }

    private Geometry rounded(Geometry geometry, boolean nodes) {
        if (geometry.isEmpty()) {
            return geometry;
        }
        if (geometry instanceof Polygon || geometry instanceof MultiPolygon) {
            final Geometry scaled = scaled(geometry);
            return byVertices(scaled)
                    .or(() -> nodes ? byNodes(scaled) : Optional.empty())
                    // smaller than the last decimal: better too many decimals than no geometry
                    .orElseGet(() -> GeometryFixer.fix(geometry));
        }
        if (geometry instanceof GeometryCollection parts) {
            return GeometryMapper.map(parts, part -> rounded(part, nodes));
        }
        final Geometry rounded = scaled(geometry);
        rounded.apply((Coordinate place) -> place.setCoordinate(HotPixels.middle(place)));
        final Geometry result = unscaled(rounded);
        return result.isValid() ? result : geometry;
    }

    /** With each vertex, and each line that passes through a hot pixel, rounded; empty when the result isn't valid or turned inside out. */
    private Optional<Geometry> byVertices(Geometry scaled) {
        final List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < scaled.getNumGeometries(); i++) {
            final List<LinearRing> rings = new ArrayList<>();
            for (LinearRing ring : rings(scaled.getGeometryN(i))) {
                final Coordinate[] path = path(ring);
                if (path.length <= LinearRing.MINIMUM_VALID_SIZE
                        || Orientation.isCCW(path) != Orientation.isCCW(ring.getCoordinateSequence())) {
                    return Optional.empty();
                }
                rings.add(ring.getFactory().createLinearRing(path));
            }
            if (!rings.isEmpty()) {
                polygons.add(scaled.getFactory()
                        .createPolygon(
                                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
            }
        }
        final Geometry result = unscaled(
                scaled instanceof Polygon
                        ? polygons.get(0)
                        : scaled.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new)));
        // as it will be read: numbers with so many decimals aren't quite on the grid
        return result.isValid() ? Optional.of(result) : Optional.empty();
    }

    /** What is inside when all lines are bent at the hot pixels; empty when nothing is left. */
    private Optional<Geometry> byNodes(Geometry scaled) {
        final EvenOddPolygons edges = new EvenOddPolygons();
        for (LinearRing ring : rings(scaled)) {
            final Coordinate[] path = path(ring);
            for (int i = 1; i < path.length; i++) {
                edges.toggle(path[i - 1], path[i]);
            }
        }
        final Geometry result = unscaled(edges.build(scaled.getFactory()));
        return result.isEmpty() || !result.isValid() ? Optional.empty() : Optional.of(result);
    }

    private Coordinate[] path(LinearRing ring) {
        final CoordinateList path = new CoordinateList();
        final Coordinate[] vertices = ring.getCoordinates();
        path.add(HotPixels.middle(vertices[0]), false);
        for (int i = 1; i < vertices.length; i++) {
            pixels.between(vertices[i - 1], vertices[i]).forEach(node -> path.add(node, false));
            path.add(HotPixels.middle(vertices[i]), false);
        }
        return path.toCoordinateArray();
    }

    /** Where lines cross, which those of a valid polygon don't: its projection may be none. */
    @SuppressWarnings("unchecked") // JTS declares the raw type
    private static List<Coordinate> crossings(List<NodedSegmentString> lines) {
        final InteriorIntersectionFinderAdder finder = new InteriorIntersectionFinderAdder(new RobustLineIntersector());
        new MCIndexNoder(finder).computeNodes(lines);
        return finder.getInteriorIntersections();
    }

    /** The polygons and multipolygons of a geometry. */
    private static void areas(Geometry geometry, List<Geometry> areas) {
        if (geometry instanceof Polygon || geometry instanceof MultiPolygon) {
            areas.add(geometry);
        } else if (geometry instanceof GeometryCollection) {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                areas(geometry.getGeometryN(i), areas);
            }
        }
    }

    /** The rings of all polygons; each shell comes before its holes. */
    private static List<LinearRing> rings(Geometry area) {
        final List<LinearRing> rings = new ArrayList<>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            final Polygon polygon = (Polygon) area.getGeometryN(i);
            if (!polygon.isEmpty()) {
                rings.add(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    rings.add(polygon.getInteriorRingN(hole));
                }
            }
        }
        return rings;
    }

    private Geometry scaled(Geometry geometry) {
        return mapped(geometry, true);
    }

    private Geometry unscaled(Geometry geometry) {
        return mapped(geometry, false);
    }

    private Geometry mapped(Geometry geometry, boolean up) {
        final Geometry copy = geometry.copy();
        copy.apply((Coordinate place) -> {
            // divided, not multiplied by the inverse: the result is the number with so many decimals
            place.x = up ? place.x * scale : place.x / scale;
            place.y = up ? place.y * scale : place.y / scale;
        });
        copy.geometryChanged();
        return copy;
    }
}

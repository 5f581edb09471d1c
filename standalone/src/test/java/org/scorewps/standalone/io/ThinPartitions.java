package org.scorewps.standalone.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;

/**
 * Areas of about 10 by 10 that are divided among polygons without gaps. Many parts are thinner than a hundredth: vertices
 * lie beside each other and beside lines.
 */
final class ThinPartitions {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final double SIZE = 10;

    private ThinPartitions() {}

    static List<Geometry> of(Random random, int count) {
        while (true) {
            final List<Geometry> partition = attempt(random, count);
            // a triangulation of places so near to each other may not be one
            if (partition.stream().allMatch(part -> !part.isEmpty() && part.isValid())
                    && CoverageValidator.isValid(partition.toArray(Geometry[]::new))) {
                return partition;
            }
        }
    }

    private static List<Geometry> attempt(Random random, int count) {
        final DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
        builder.setSites(places(random));
        final Geometry triangles = builder.getTriangles(FACTORY);
        final List<EvenOddPolygons> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new EvenOddPolygons());
        }
        for (int i = 0; i < triangles.getNumGeometries(); i++) {
            final Coordinate[] corners = triangles.getGeometryN(i).getCoordinates();
            final EvenOddPolygons part = parts.get(random.nextInt(count));
            for (int j = 1; j < corners.length; j++) {
                part.toggle(corners[j - 1], corners[j]);
            }
        }
        return parts.stream().map(part -> part.build(FACTORY)).toList();
    }

    private static List<Coordinate> places(Random random) {
        final List<Coordinate> places = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            places.add(new Coordinate(SIZE * random.nextDouble(), SIZE * random.nextDouble()));
        }
        for (int i = 0; i < 24; i++) {
            final Coordinate a = places.get(random.nextInt(places.size()));
            final Coordinate b = places.get(random.nextInt(places.size()));
            final double share = random.nextInt(3) == 0 ? 0 : random.nextDouble();
            final double spread = 0.02 * random.nextDouble();
            places.add(new Coordinate(
                    a.x + share * (b.x - a.x) + spread * random.nextGaussian(),
                    a.y + share * (b.y - a.y) + spread * random.nextGaussian()));
        }
        return places;
    }
}

package org.scorewps.standalone.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.io.WKTReader;
import org.scorewps.process.vector.Polygons;

class SharedRoundingTest {
    /** Steps of the last decimal. */
    private static final int DECIMALS = 2;

    @Property(tries = 100)
    void polygonsStayValidAndTheirBordersShared(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int count) {
        final List<Geometry> rounded = rounded(ThinPartitions.of(new Random(seed), count));
        assertThat(rounded).allMatch(Geometry::isValid);
        for (Geometry geometry : rounded) {
            for (Coordinate place : geometry.getCoordinates()) {
                assertThat(place.x).isEqualTo(Math.rint(place.x * 100) / 100);
                assertThat(place.y).isEqualTo(Math.rint(place.y * 100) / 100);
            }
        }
        assertThat(unshared(rounded)).isCloseTo(outline(rounded), within(1e-9));
        for (int i = 0; i < rounded.size(); i++) {
            for (Geometry other : rounded.subList(0, i)) {
                assertThat(Polygons.intersection(rounded.get(i), other).getArea())
                        .isLessThan(1e-12);
            }
        }
    }

    /** How long the lines are that only one polygon has. */
    private static double unshared(List<Geometry> polygons) {
        final Set<LineSegment> lines = new HashSet<>();
        polygons.stream().flatMap(polygon -> lines(polygon).stream()).forEach(line -> {
            if (!lines.remove(line)) {
                lines.add(line);
            }
        });
        return lines.stream().mapToDouble(LineSegment::getLength).sum();
    }

    private static double outline(List<Geometry> polygons) {
        return Polygons.union(polygons, polygons.get(0).getFactory())
                .getBoundary()
                .getLength();
    }

    private static List<LineSegment> lines(Geometry polygon) {
        final List<LineSegment> lines = new ArrayList<>();
        for (Object ring : LinearComponentExtracter.getLines(polygon)) {
            final Coordinate[] vertices = ((LineString) ring).getCoordinates();
            for (int i = 1; i < vertices.length; i++) {
                final LineSegment line = new LineSegment(vertices[i - 1], vertices[i]);
                line.normalize();
                lines.add(line);
            }
        }
        return lines;
    }

    @Property(tries = 30)
    void linesMoveLittle(@ForAll long seed) {
        final List<Geometry> partition = ThinPartitions.of(new Random(seed), 3);
        final List<Geometry> rounded = rounded(partition);
        for (int i = 0; i < partition.size(); i++) {
            final Geometry lines = partition.get(i).getBoundary();
            for (Coordinate place : rounded.get(i).getCoordinates()) {
                assertThat(lines.distance(lines.getFactory().createPoint(place)))
                        .isLessThan(0.03);
            }
        }
    }

    @Example
    void whatIsThinnerThanADecimalIsLeftOut() throws Exception {
        // two rooms with a neck of 0.004 between them, and a neighbour along all of it
        final Geometry rooms = wkt("POLYGON((0 0,1 0,1.5 0.001,2 0,3 0,3 -1,2 -1,1.501 -0.003,1 -1,0 -1,0 0))");
        final Geometry neighbour = wkt("POLYGON((0 0,1 0,1.5 0.001,2 0,3 0,3 1,0 1,0 0))");
        final List<Geometry> rounded = rounded(List.of(neighbour, rooms));
        assertThat(rounded.get(0).toText()).isEqualTo("POLYGON ((0 0, 1 0, 1.5 0, 2 0, 3 0, 3 1, 0 1, 0 0))");
        assertThat(rounded.get(1).norm().toText())
                .isEqualTo("MULTIPOLYGON (((0 -1, 0 0, 1 0, 1.5 0, 1 -1, 0 -1)),"
                        + " ((1.5 0, 2 0, 3 0, 3 -1, 2 -1, 1.5 0)))");
    }

    @Example
    void neighboursBendWithThinParts() throws Exception {
        // the long straight line passes 0.004 from the other's vertex, and gets one there
        final Geometry wedge = wkt("POLYGON((0 0,2 0,1 0.004,1 1,0 0))");
        final Geometry neighbour = wkt("POLYGON((0 0,2 0,1 -1,0 0))");
        final List<Geometry> rounded = rounded(List.of(neighbour, wedge));
        assertThat(rounded.get(0).toText()).isEqualTo("POLYGON ((0 0, 1 0, 2 0, 1 -1, 0 0))");
        assertThat(rounded.get(1).norm().toText()).isEqualTo("POLYGON ((0 0, 1 1, 1 0, 0 0))");
    }

    @Example
    void whatIsSmallerThanADecimalKeepsItsDigits() throws Exception {
        final Geometry speck = wkt("POLYGON((0 0,0.001 0,0.001 0.001,0 0))");
        assertThat(rounded(List.of(speck)).get(0).getArea()).isEqualTo(speck.getArea());
    }

    @Example
    void pointsAndLinesAreRounded() throws Exception {
        assertThat(rounded(
                        List.of(wkt("POINT(1.23456 -0.001)"), wkt("LINESTRING(0.004 0,1.006 0)"), wkt("POINT EMPTY"))))
                .map(Geometry::toText)
                .containsExactly("POINT (1.23 0)", "LINESTRING (0 0, 1.01 0)", "POINT EMPTY");
    }

    private static List<Geometry> rounded(List<Geometry> geometries) {
        final SharedRounding rounding = new SharedRounding(DECIMALS);
        do {
            for (int i = 0; i < geometries.size(); i++) {
                rounding.review(i, geometries.get(i));
            }
        } while (!rounding.settled());
        final List<Geometry> rounded = new ArrayList<>();
        for (int i = 0; i < geometries.size(); i++) {
            rounded.add(rounding.round(i, geometries.get(i)));
        }
        return rounded;
    }

    private static Geometry wkt(String text) throws Exception {
        return new WKTReader().read(text);
    }
}

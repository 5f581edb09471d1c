package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.operation.valid.IsValidOp;

class OutlineSimplifierTest {
    private static final int SIZE = 200;

    private static MultiPolygon simplify(MultiPolygon outline, double tolerance) {
        return new OutlineSimplifier(tolerance, new Envelope(0, SIZE, 0, SIZE)).simplify(outline);
    }

    private static int holes(MultiPolygon outline) {
        return IntStream.range(0, outline.getNumGeometries())
                .map(i -> ((Polygon) outline.getGeometryN(i)).getNumInteriorRing())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0 / 3, 1, 3})
    void sharedBordersStayShared(double tolerance) {
        int shared = 0;
        int kept = 0;
        Random seeds = new Random(7);
        for (int terrace = 0; terrace < 100; terrace++) {
            List<MultiPolygon> traced =
                    SharedBorders.trace(Masks.terrace(new Random(seeds.nextLong()), SIZE), SIZE, SIZE);
            // each by itself
            List<MultiPolygon> simplified =
                    traced.stream().map(outline -> simplify(outline, tolerance)).toList();
            for (int i = 1; i < traced.size(); i++) {
                Set<Coordinate> ends = borderEnds(traced.get(i - 1), traced.get(i));
                if (!ends.isEmpty()) {
                    shared++;
                    kept += ends.equals(borderEnds(simplified.get(i - 1), simplified.get(i))) ? 1 : 0;
                }
            }
        }
        assertThat(shared).isGreaterThan(500);
        // where an object is thinner than the tolerance its outline may have to differ
        assertThat(kept).isGreaterThanOrEqualTo(shared - 2);
    }

    /** The ends of the lines that two outlines have in common, vertex by vertex. */
    private static Set<Coordinate> borderEnds(MultiPolygon a, MultiPolygon b) {
        Set<LineSegment> common = segments(a);
        common.retainAll(segments(b));
        Set<Coordinate> ends = new HashSet<>();
        for (LineSegment segment : common) {
            for (Coordinate end : List.of(segment.p0, segment.p1)) {
                if (!ends.remove(end)) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    private static Set<LineSegment> segments(MultiPolygon outline) {
        Set<LineSegment> segments = new HashSet<>();
        for (Object ring : LinearComponentExtracter.getLines(outline)) {
            Coordinate[] vertices = ((LineString) ring).getCoordinates();
            for (int i = 1; i < vertices.length; i++) {
                LineSegment segment = new LineSegment(vertices[i - 1], vertices[i]);
                segment.normalize();
                segments.add(segment);
            }
        }
        return segments;
    }

    @Property(tries = 100)
    void anyOutlineStaysValid(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 4) int kind,
            @ForAll @DoubleRange(min = 0.1, max = 20) double tolerance) {
        Random random = new Random(seed);
        MultiPolygon outline =
                MaskTracer.trace(Masks.wild(random, SIZE, SIZE, 10 + random.nextInt(20), kind), SIZE, SIZE);
        MultiPolygon simplified = simplify(outline, tolerance);
        assertThat(new IsValidOp(simplified).getValidationError()).isNull();
        assertThat(simplified.getNumGeometries()).isEqualTo(outline.getNumGeometries());
        assertThat(holes(simplified)).isEqualTo(holes(outline));
        assertThat(simplified.getArea()).isCloseTo(outline.getArea(), within(1e-6 * SIZE * SIZE));
        if (!outline.isEmpty()) {
            assertThat(DiscreteHausdorffDistance.distance(simplified, outline)).isLessThanOrEqualTo(tolerance + 1e-9);
        }
    }

    @Property(tries = 100)
    void aDiscKeepsItsAreaAndPlaceWithFewVertices(
            @ForAll @DoubleRange(min = 6, max = 60) double radius, @ForAll @DoubleRange(min = 90, max = 94) double x) {
        MultiPolygon traced = MaskTracer.trace(Masks.sample(SIZE, SIZE, 4, Masks.disc(x, 100, radius)), SIZE, SIZE);
        MultiPolygon simplified = simplify(traced, 1.0 / 3);
        assertThat(simplified.getArea()).isCloseTo(traced.getArea(), within(1e-6));
        assertThat(simplified.getCentroid().getX()).isCloseTo(x, within(0.2));
        assertThat(simplified.getNumPoints()).isLessThanOrEqualTo(traced.getNumPoints() * 4 / 5 + 2);
    }

    @Test
    void aRectangleIsLeftWithItsCorners() {
        MultiPolygon traced =
                MaskTracer.trace(Masks.sample(SIZE, SIZE, 4, Masks.rectangle(100, 90, 51, 27, 0.4)), SIZE, SIZE);
        MultiPolygon simplified = simplify(traced, 1);
        assertThat(simplified.getNumPoints()).isBetween(5, 9);
        assertThat(simplified.getArea()).isCloseTo(traced.getArea(), within(1e-6));
    }

    @Test
    void theRimStaysStraight() {
        MultiPolygon traced = MaskTracer.trace(Masks.sample(SIZE, SIZE, 4, Masks.disc(0, 100, 50)), SIZE, SIZE);
        MultiPolygon simplified = simplify(traced, 2);
        Geometry beyond = new GeometryFactory().toGeometry(new Envelope(-10, 0, 0, SIZE));
        assertThat(simplified.intersection(beyond).getLength()).isCloseTo(100, within(0.5));
        assertThat(simplified.getEnvelopeInternal().getMinX()).isZero();
    }

    @Test
    void noToleranceKeepsAllVertices() {
        MultiPolygon traced = MaskTracer.trace(Masks.sample(SIZE, SIZE, 4, Masks.disc(90, 100, 50)), SIZE, SIZE);
        assertThat((Object) simplify(traced, 0)).isSameAs(traced);
    }
}

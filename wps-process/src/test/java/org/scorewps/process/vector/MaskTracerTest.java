package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.scorewps.engine.MaskLogits;

class MaskTracerTest {
    private static final int STRIDE = 4;

    @Property(tries = 60)
    void aDiscHasItsAreaAndPlace(
            @ForAll @DoubleRange(min = 80, max = 170) double x,
            @ForAll @DoubleRange(min = 80, max = 120) double y,
            @ForAll @DoubleRange(min = 20, max = 75) double radius) {
        MultiPolygon polygon = MaskTracer.trace(Masks.sample(256, 200, STRIDE, Masks.disc(x, y, radius)), 256, 200);
        assertThat(polygon.isValid()).isTrue();
        assertThat(polygon.getNumGeometries()).isEqualTo(1);
        assertThat(polygon.getArea() / (Math.PI * radius * radius)).isCloseTo(1, within(0.01));
        assertThat(polygon.getCentroid().getX()).isCloseTo(x, within(0.1));
        assertThat(polygon.getCentroid().getY()).isCloseTo(y, within(0.1));
        for (Coordinate vertex : polygon.getCoordinates()) {
            assertThat(Math.hypot(vertex.x - x, vertex.y - y)).isCloseTo(radius, within(0.15));
        }
    }

    @Property(tries = 15)
    void theAreaIsTheMasks(
            @ForAll @DoubleRange(min = 12, max = 80) double size,
            @ForAll @DoubleRange(min = 58, max = 62) double x,
            @ForAll @DoubleRange(min = 0, max = 3.14) double angle) {
        double half = size / 2;
        Masks.Shape court = Masks.rectangle(x, 60, half / 3, half / 3, angle);
        Map<Masks.Shape, Double> shapes = Map.of(
                Masks.disc(x, 60, half), Math.PI * half * half,
                Masks.rectangle(x, 60, half, half, angle), 4 * half * half,
                Masks.rectangle(x, 60, half, Math.max(6, half / 2), angle), 4 * half * Math.max(6, half / 2));
        shapes.forEach((shape, truth) -> {
            MaskLogits mask = Masks.coverage(120, 120, shape);
            double area = MaskTracer.trace(mask, 120, 120).getArea();
            assertThat(area / Masks.bilinearArea(mask)).isCloseTo(1, within(0.01));
            // a mask that is known at every fourth pixel makes what is narrow a little wider, and rounds corners off,
            // by about a sample's 16 pixels at each, at worst
            assertThat(area).isBetween(truth - 4 * 20, 1.1 * truth + 5);
        });
        if (size > 40) {
            MaskLogits mask = Masks.coverage(
                    120,
                    120,
                    (u, v) -> Math.min(Masks.rectangle(x, 60, half, half, angle).logit(u, v), -court.logit(u, v)));
            MultiPolygon house = MaskTracer.trace(mask, 120, 120);
            assertThat(house.getArea() / Masks.bilinearArea(mask)).isCloseTo(1, within(0.01));
            assertThat(house.getNumPoints())
                    .isGreaterThan(
                            ((Polygon) house.getGeometryN(0)).getExteriorRing().getNumPoints());
        }
    }

    @Property(tries = 40)
    void aRingKeepsItsHole(@ForAll @DoubleRange(min = 12, max = 40) double inner) {
        double outer = 60;
        MultiPolygon polygon = MaskTracer.trace(
                Masks.sample(160, 160, STRIDE, (x, y) -> {
                    double distance = Math.hypot(x - 80, y - 80);
                    return Math.min(outer - distance, distance - inner);
                }),
                160,
                160);
        assertThat(polygon.isValid()).isTrue();
        assertThat(polygon.getNumGeometries()).isEqualTo(1);
        assertThat(polygon.getArea() / (Math.PI * (outer * outer - inner * inner)))
                .isCloseTo(1, within(0.01));
        assertThat(polygon.contains(polygon.getFactory().createPoint(new Coordinate(80, 80))))
                .isFalse();
    }

    @Property(tries = 40)
    void anIslandInALakeIsAnotherShell(@ForAll @DoubleRange(min = 15, max = 25) double island) {
        MultiPolygon polygon = MaskTracer.trace(
                Masks.sample(200, 200, STRIDE, (x, y) -> {
                    double distance = Math.hypot(x - 100, y - 100);
                    return Math.max(Math.min(90 - distance, distance - 45), island - distance);
                }),
                200,
                200);
        assertThat(polygon.isValid()).isTrue();
        assertThat(polygon.getNumGeometries()).isEqualTo(2);
    }

    @Property(tries = 60)
    void aStraightEdgeLiesWhereItIs(
            @ForAll @DoubleRange(min = 6, max = 90) double place, @ForAll @IntRange(min = 97, max = 103) int width) {
        // linear logits: interpolation is exact, also between the last sample and the tile's rim
        MultiPolygon polygon = MaskTracer.trace(Masks.sample(width, 50, STRIDE, (x, y) -> place - x), width, 50);
        assertThat(polygon.getEnvelopeInternal().getMaxX()).isCloseTo(place, within(1e-4));
        assertThat(polygon.getArea()).isCloseTo(place * 50, within(0.02));
    }

    @Property(tries = 200)
    void anyLogitsGiveAValidGeometryInsideTheTile(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 0, max = 4) int kind) {
        Random random = new Random(seed);
        MaskLogits mask = Masks.wild(random, width, height, 1 + random.nextInt(5), kind);
        MultiPolygon polygon = MaskTracer.trace(mask, width, height);
        assertThat(polygon.isValid()).isTrue();
        assertThat(new Envelope(0, width, 0, height).covers(polygon.getEnvelopeInternal()) || polygon.isEmpty())
                .isTrue();
    }

    @Property(tries = 100)
    void insideAndOutsideShareTheTile(@ForAll long seed) {
        Random random = new Random(seed);
        MaskLogits mask = Masks.sample(64, 48, STRIDE, (x, y) -> random.nextGaussian());
        float[] opposite = new float[mask.values().length];
        for (int i = 0; i < opposite.length; i++) {
            opposite[i] = -mask.values()[i];
        }
        MultiPolygon inside = MaskTracer.trace(mask, 64, 48);
        MultiPolygon outside = MaskTracer.trace(new MaskLogits(mask.width(), mask.height(), STRIDE, opposite), 64, 48);
        // saddles are decided by their own sign, so both see the same line
        assertThat(inside.getArea() + outside.getArea()).isCloseTo(64 * 48, within(1e-3));
        assertThat(inside.intersection(outside).getArea()).isCloseTo(0, within(1e-3));
    }

    @Test
    void aFullMaskIsTheTile() {
        MultiPolygon polygon = MaskTracer.trace(Masks.sample(30, 21, STRIDE, (x, y) -> 1), 30, 21);
        assertThat(polygon.getEnvelopeInternal().equals(new Envelope(0, 30, 0, 21)))
                .isTrue();
        assertThat(polygon.getArea()).isEqualTo(30 * 21);
    }

    @Test
    void anEmptyMaskIsEmpty() {
        assertThat(MaskTracer.trace(Masks.sample(30, 21, STRIDE, (x, y) -> -1), 30, 21)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void pixelMasksAreTracedAlongPixelEdges() {
        // stride 1, as validity masks are: the left 7 of 20 columns
        MultiPolygon polygon = MaskTracer.trace(Masks.sample(20, 10, 1, (x, y) -> x < 7 ? 1 : -1), 20, 10);
        assertThat(polygon.getArea()).isCloseTo(70, within(1e-3));
        assertThat(polygon.getEnvelopeInternal().getMaxX()).isCloseTo(7, within(1e-6));
    }
}

package org.scorewps.process.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.vector.Instance;
import org.scorewps.process.vector.MaskTracer;
import org.scorewps.process.vector.OutlineSimplifier;
import org.scorewps.process.vector.Polygons;

class NeighbourBordersTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<Instance> found = new ArrayList<>();
    private final NeighbourBorders borders = new NeighbourBorders(found::add);

    private static Instance box(double score, double left, double top, double right, double bottom) {
        Geometry shape = Polygons.only(FACTORY.toGeometry(new Envelope(left, right, top, bottom)));
        return new Instance(0, score, shape, false);
    }

    private static void goOn() {}

    private static double common(Instance a, Instance b) {
        return Polygons.intersection(a.shape(), b.shape()).getArea();
    }

    private List<Instance> all(Instance... instances) {
        List.of(instances).forEach(borders::add);
        borders.release(List.of(), NeighbourBordersTest::goOn);
        return found;
    }

    @Test
    void theSurerOneKeepsTheBorder() {
        List<Instance> settled = all(box(0.7, 0, 0, 52, 40), box(0.9, 50, 0, 100, 40));
        assertThat(settled.get(0).shape().getArea()).isCloseTo(50 * 40, within(1e-6));
        assertThat(settled.get(1).shape().getArea()).isCloseTo(50 * 40, within(1e-6));
        assertThat(settled.get(0).shape().touches(settled.get(1).shape())).isTrue();
    }

    @Test
    void whatLiesOnSomethingKeepsItsOutline() {
        List<Instance> settled = all(box(0.9, 40, 10, 60, 20), box(0.7, 0, 0, 100, 40));
        assertThat(settled.get(0).shape().getArea()).isEqualTo(200);
        assertThat(settled.get(1).shape().getArea()).isEqualTo(4000);
    }

    @Test
    void whatOverlapsByMoreThanABorderKeepsItsOutline() {
        List<Instance> settled = all(box(0.9, 0, 0, 50, 40), box(0.7, 35, 0, 85, 40));
        assertThat(settled).allSatisfy(one -> assertThat(one.shape().getArea()).isEqualTo(2000));
    }

    @Test
    void splintersGoAndWhatIsMostlyTakenStays() {
        // 2 pixels of it reach out beyond its neighbour
        Instance through = box(0.7, 0, 0, 52, 10);
        Instance column = box(0.9, 40, -100, 50, 100);
        Instance taken = box(0.5, 200, 0, 220, 10);
        Instance left = box(0.8, 180, 0, 204, 10);
        Instance right = box(0.8, 216, 0, 240, 10);
        List<Instance> settled = all(through, column, taken, left, right);
        assertThat((Object) settled.get(0).shape().getEnvelopeInternal()).isEqualTo(new Envelope(0, 52, 0, 10));
        assertThat(settled.get(0).shape().getArea()).isCloseTo(520 - 100, within(1e-6));
        assertThat(settled.get(2).shape().getArea()).isEqualTo(200);
        Instance narrow = box(0.7, 0, 300, 51, 310);
        found.clear();
        assertThat((Object)
                        all(narrow, box(0.9, 40, 200, 50, 400)).get(0).shape().getEnvelopeInternal())
                .as("10 square pixels are a splinter")
                .isEqualTo(new Envelope(0, 40, 300, 310));
    }

    @Test
    void objectsWaitForAllThatMayTouchThem() {
        Instance first = box(0.7, 0, 0, 52, 40);
        Instance apart = box(0.6, 300, 0, 340, 40);
        borders.add(first);
        borders.add(apart);
        borders.release(List.of(new Envelope(45, 100, 0, 90)), NeighbourBordersTest::goOn);
        assertThat(found).containsExactly(apart);
        Instance second = box(0.9, 50, 0, 100, 40);
        borders.add(second);
        borders.release(List.of(new Envelope(0, 10, 30, 90)), NeighbourBordersTest::goOn);
        assertThat(found).containsExactly(apart, second);
        // what is given on already still has its border
        borders.release(List.of(), NeighbourBordersTest::goOn);
        assertThat(found).hasSize(3);
        assertThat(found.get(2).shape().getArea()).isCloseTo(50 * 40, within(1e-6));
    }

    /** Boxes of some pixels that overlap their neighbours here and there: nothing that is shared remains, in any order. */
    @Property(tries = 50)
    void neighboursHaveNothingInCommon(@ForAll long seed) {
        Random random = new Random(seed);
        List<Instance> street = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double left = 30 * i - 1.5 * random.nextDouble();
            street.add(box(random.nextDouble(), left, 0, 30 * i + 30 + 1.5 * random.nextDouble(), 20 + i));
        }
        Collections.shuffle(street, random);
        List<Instance> settled = new ArrayList<>();
        NeighbourBorders some = new NeighbourBorders(settled::add);
        street.forEach(some::add);
        some.release(List.of(), NeighbourBordersTest::goOn);
        assertThat(settled).hasSize(12);
        for (Instance a : settled) {
            assertThat(a.shape().isValid()).isTrue();
            for (Instance b : settled) {
                assertThat(a.equals(b) ? 0 : common(a, b)).isCloseTo(0, within(1e-6));
            }
        }
    }

    /** A wavy disc as a network's mask shows it. */
    private static Instance disc(Random random, double score, double x, double y) {
        double phase = 6 * random.nextDouble();
        float[] logits = new float[80 * 50];
        for (int i = 0; i < logits.length; i++) {
            double dx = 4 * (i % 80) + 2 - x;
            double dy = 4 * (i / 80) + 2 - y;
            double radius = 40 + 2 * Math.sin(5 * Math.atan2(dy, dx) + phase);
            logits[i] = (float) (radius - Math.hypot(dx, dy) + 0.2 * random.nextGaussian());
        }
        return new Instance(0, score, MaskTracer.trace(new MaskLogits(80, 50, 4, logits), 320, 200), false);
    }

    @Property(tries = 60)
    void simplifiedNeighboursStillShareTheirBorder(@ForAll long seed) {
        Random random = new Random(seed);
        List<Instance> settled = new ArrayList<>();
        NeighbourBorders some = new NeighbourBorders(settled::add);
        some.add(disc(random, 0.9, 100, 100));
        some.add(disc(random, 0.8, 170 + 4 * random.nextDouble(), 100 + 8 * random.nextDouble()));
        some.release(List.of(), NeighbourBordersTest::goOn);
        OutlineSimplifier simplifier = new OutlineSimplifier(1.5, new Envelope(0, 1000, 0, 1000));
        Geometry first = simplifier.simplify(Polygons.only(settled.get(0).shape()));
        Geometry second = simplifier.simplify(Polygons.only(settled.get(1).shape()));
        assertThat(first.isValid() && second.isValid()).isTrue();
        assertThat(first.getNumPoints()).isLessThan(settled.get(0).shape().getNumPoints());
        double before =
                settled.get(0).shape().intersection(settled.get(1).shape()).getLength();
        assertThat(before).as("they have a border").isPositive();
        assertThat(Polygons.intersection(first, second).getArea()).isCloseTo(0, within(1e-6));
        double gap = Polygons.union(List.of(first, second), FACTORY).getArea();
        assertThat(gap).as("nothing is lost").isCloseTo(first.getArea() + second.getArea(), within(1e-6));
        assertThat(first.intersection(second).getLength())
                .as("what they share is a line still")
                .isGreaterThan(0.5 * before);
    }
}

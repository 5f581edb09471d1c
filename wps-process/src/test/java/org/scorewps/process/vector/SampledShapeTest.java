package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class SampledShapeTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Rectangle AREA = new Rectangle(100, 50, 90, 60);

    private static Geometry box(double west, double top, double east, double bottom) {
        return FACTORY.toGeometry(new Envelope(west, east, top, bottom));
    }

    private static Geometry blob(Random random) {
        Geometry blob = FACTORY.createMultiPolygon();
        for (int i = 0; i < 3; i++) {
            Coordinate centre = new Coordinate(90 + 110 * random.nextDouble(), 40 + 80 * random.nextDouble());
            blob = blob.symDifference(FACTORY.createPoint(centre).buffer(8 + 25 * random.nextDouble()));
        }
        return blob;
    }

    @Test
    void pixelsCountWhereTheirCentresAreInside() {
        assertThat(SampledShape.of(box(110, 60, 120, 65), AREA).size()).isEqualTo(50);
        assertThat(SampledShape.of(box(110.4, 60.6, 120.4, 65.4), AREA).size()).isEqualTo(10 * 4);
        assertThat(SampledShape.of(box(110, 60, 110.4, 65), AREA).size()).isZero();
        Geometry ring = box(110, 60, 120, 70).difference(box(112, 62, 118, 68));
        assertThat(SampledShape.of(ring, AREA).size()).isEqualTo(100 - 36);
    }

    @Test
    void onlyTheAreaCounts() {
        assertThat(SampledShape.of(box(0, 0, 500, 500), AREA).size()).isEqualTo(90 * 60);
        assertThat(SampledShape.of(box(0, 0, 101, 51), AREA).size()).isEqualTo(1);
        assertThat(SampledShape.of(box(0, 0, 100, 50), AREA).size()).isZero();
        assertThat(SampledShape.of(box(189, 109, 300, 300), AREA).size()).isEqualTo(1);
    }

    @Property(tries = 100)
    void countsAreCloseToAreas(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry a = blob(random);
        Geometry b = blob(random);
        Geometry area = box(100, 50, 190, 110);
        SampledShape sampledA = SampledShape.of(a, AREA);
        SampledShape sampledB = SampledShape.of(b, AREA);
        double outline = a.getLength() + b.getLength();
        assertThat((double) sampledA.size()).isCloseTo(a.intersection(area).getArea(), within(1 + 0.2 * outline));
        assertThat((double) sampledA.common(sampledB))
                .isEqualTo(sampledB.common(sampledA))
                .isCloseTo(a.intersection(b).intersection(area).getArea(), within(1 + 0.2 * outline));
    }
}

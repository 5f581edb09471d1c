package org.scorewps.standalone.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import org.scorewps.engine.evaluation.RunLengthMask;

class OutlineMaskTest {
    /** 40 x 20 pixels of half a metre by a quarter, the upper left corner at 100, 50. */
    private static final OutlineMask MASKS = new OutlineMask(40, 20, 100, 50, 0.5, 0.25);

    @Test
    void holesAreOutsideAndAllPartsInside() throws Exception {
        RunLengthMask ring =
                mask("POLYGON ((102 49, 107 49, 107 46, 102 46, 102 49), (103 48, 103 47, 105 47, 105 48, 103 48))");
        assertThat(ring.area()).isEqualTo(10 * 12 - 4 * 4);
        assertThat(ring.boundingBox()).isEqualTo(new RunLengthMask.Box(4, 4, 10, 12));
        assertThat(ring.columns()[7 * 20 + 10]).as("in the hole").isZero();
        assertThat(ring.columns()[5 * 20 + 10]).as("on the ring").isOne();
        RunLengthMask two = mask(
                "MULTIPOLYGON (((102 49, 107 49, 107 46, 102 46, 102 49), (103 48, 103 47, 105 47, 105 48, 103 48)),"
                        + " ((110 50, 111 50, 111 45, 110 45, 110 50)))");
        assertThat(two.area()).isEqualTo(ring.area() + 2 * 20);
        assertThat(two.without(ring).boundingBox()).isEqualTo(new RunLengthMask.Box(20, 0, 2, 20));
    }

    @Test
    void whatLiesBeyondThePictureIsCutOff() throws Exception {
        assertThat(mask("POLYGON ((90 60, 101 60, 101 40, 90 40, 90 60))").area())
                .isEqualTo(2 * 20);
        assertThat(mask("POLYGON ((90 60, 99 60, 99 51, 90 51, 90 60))").area()).isZero();
    }

    private static RunLengthMask mask(String outline) throws Exception {
        Geometry geometry = new WKTReader().read(outline);
        return MASKS.of(geometry);
    }
}

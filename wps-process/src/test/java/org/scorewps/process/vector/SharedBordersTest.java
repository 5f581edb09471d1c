package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.scorewps.engine.MaskLogits;

class SharedBordersTest {
    private static final int SIZE = 200;

    private static Geometry union(List<? extends Geometry> shapes) {
        return OverlayNGRobust.union(new ArrayList<Geometry>(shapes));
    }

    private static List<TopologyValidationError> errors(List<? extends Geometry> shapes) {
        return shapes.stream()
                .map(shape -> new IsValidOp(shape).getValidationError())
                .filter(Objects::nonNull)
                .toList();
    }

    private static double sum(List<? extends Geometry> shapes) {
        return shapes.stream().mapToDouble(Geometry::getArea).sum();
    }

    @Property(tries = 100)
    void terracedHousesShareTheirWalls(@ForAll long seed) {
        List<MaskLogits> masks = Masks.terrace(new Random(seed), SIZE);
        List<MultiPolygon> outlines = SharedBorders.trace(masks, SIZE, SIZE);
        assertThat(CoverageValidator.isValid(outlines.toArray(Geometry[]::new))).isTrue();
        assertThat(errors(outlines)).isEmpty();
        List<MultiPolygon> alone =
                masks.stream().map(mask -> MaskTracer.trace(mask, SIZE, SIZE)).toList();
        // nothing of the row is lost: what two masks had in common now belongs to one of them
        assertThat(sum(outlines)).isLessThan(sum(alone)).isCloseTo(union(alone).getArea(), within(0.02 * sum(alone)));
    }

    @Property(tries = 300)
    void anyLogitsGiveValidOutlinesThatDontOverlap(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 0, max = 4) int kind,
            @ForAll @IntRange(min = 2, max = 5) int count) {
        Random random = new Random(seed);
        int stride = 1 + random.nextInt(5);
        List<MaskLogits> masks = IntStream.range(0, count)
                .mapToObj(i -> Masks.wild(random, width, height, stride, kind))
                .toList();
        NodeGrid grid = NodeGrid.of(masks.get(0), width, height);
        LabelField labels = new LabelField(
                grid, masks.stream().map(mask -> new LogitField(mask, grid)).toList());
        List<MultiPolygon> outlines = IntStream.range(0, count)
                .mapToObj(label -> MaskTracer.trace(labels, label))
                .toList();
        assertThat(errors(outlines)).isEmpty();
        Envelope tile = new Envelope(0, width, 0, height);
        assertThat(outlines.stream().filter(outline -> !outline.isEmpty()).map(Geometry::getEnvelopeInternal))
                .allMatch(tile::covers);
        assertThat(sum(outlines)).isCloseTo(union(outlines).getArea(), within(1e-6));
    }

    @Property(tries = 200)
    void anyMasksOfATileGiveValidOutlines(@ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int kind) {
        Random random = new Random(seed);
        List<MaskLogits> masks = IntStream.range(0, 4)
                .mapToObj(i -> Masks.wild(random, 50, 40, 3, kind))
                .toList();
        List<MultiPolygon> outlines = SharedBorders.trace(masks, 50, 40);
        assertThat(outlines.size()).isEqualTo(4);
        assertThat(errors(outlines)).isEmpty();
    }

    @Test
    void aCarOnAFerryAndTwinsKeepTheirOutlines() {
        MaskLogits ferry = Masks.sample(SIZE, SIZE, 4, Masks.rectangle(100, 100, 70, 30, 0.3));
        MaskLogits car = Masks.sample(SIZE, SIZE, 4, Masks.rectangle(110, 100, 12, 8, 0.3));
        List<MultiPolygon> outlines = SharedBorders.trace(List.of(ferry, car, ferry), SIZE, SIZE);
        assertThat(outlines)
                .containsExactly(
                        MaskTracer.trace(ferry, SIZE, SIZE),
                        MaskTracer.trace(car, SIZE, SIZE),
                        MaskTracer.trace(ferry, SIZE, SIZE));
    }

    @Test
    void theBorderIsWhereTheLogitsAreEqual() {
        MaskLogits left = Masks.sample(100, 40, 4, (x, y) -> 53 - x);
        MaskLogits right = Masks.sample(100, 40, 4, (x, y) -> x - 49);
        List<MultiPolygon> outlines = SharedBorders.trace(List.of(left, right), 100, 40);
        assertThat(outlines.get(0).getEnvelopeInternal().getMaxX()).isCloseTo(51, within(1e-6));
        assertThat(outlines.get(1).getEnvelopeInternal().getMinX()).isCloseTo(51, within(1e-6));
    }

    @Test
    void aTileWithoutMasksHasNoOutlines() {
        assertThat(SharedBorders.trace(List.of(), 10, 10)).isEmpty();
    }

    @Test
    void masksThatAreSampledDifferentlyAreRefused() {
        List<MaskLogits> masks = List.of(new MaskLogits(2, 2, 4, new float[4]), new MaskLogits(4, 4, 2, new float[16]));
        assertThatThrownBy(() -> SharedBorders.trace(masks, 8, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 2 by 4, 4 x 4 by 2");
    }
}

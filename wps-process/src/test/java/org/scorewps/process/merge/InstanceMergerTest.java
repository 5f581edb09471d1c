package org.scorewps.process.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.scorewps.engine.Detection;
import org.scorewps.engine.MaskLogits;
import org.scorewps.process.tile.PyramidTile;
import org.scorewps.process.tile.TilePlan;
import org.scorewps.process.tile.TilePyramid;
import org.scorewps.process.tile.Window;
import org.scorewps.process.vector.Instance;

/** What tiles of 128 pixels, 32 of which they share, make of rectangles. */
class InstanceMergerTest {
    private static final int TILE = 128;

    /** What is painted: a class and a rectangle, in multiples of 4 pixels, seen at reduced resolution or not. */
    private record Thing(int classIndex, int x, int y, int width, int height, Seen seen) {
        Thing(int classIndex, int x, int y, int width, int height) {
            this(classIndex, x, y, width, height, (tile, thing) -> Optional.of(thing));
        }

        Envelope box() {
            return new Envelope(x, x + width, y, y + height);
        }
    }

    /** What a tile takes a thing for. */
    private interface Seen {
        Optional<Thing> in(PyramidTile tile, Thing thing);
    }

    private static List<Instance> merge(int width, int height, int levels, Thing... things) {
        List<Instance> found = new ArrayList<>();
        TilePlan plan = TilePlan.whole(width, height, TILE);
        PartTracer tracer = new PartTracer(plan.overlap());
        InstanceMerger merger = new InstanceMerger(TILE, found::add, () -> {});
        for (PyramidTile tile : TilePyramid.of(plan, levels)) {
            List<Detection> detections = new ArrayList<>();
            for (Thing thing : things) {
                thing.seen()
                        .in(tile, thing)
                        .flatMap(one -> detection(tile, one))
                        .ifPresent(detections::add);
            }
            merger.add(tile, tracer.trace(detections, tile, Optional.empty()));
        }
        merger.finish();
        assertThat(merger.waiting()).isZero();
        return found;
    }

    private static Optional<Detection> detection(PyramidTile tile, Thing thing) {
        Window window = tile.window();
        int columns = (window.width() + 3) / 4;
        int rows = (window.height() + 3) / 4;
        float[] logits = new float[columns * rows];
        Arrays.fill(logits, -4);
        int inside = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (window.x() + 4 * column + 2) * tile.factor();
                double y = (window.y() + 4 * row + 2) * tile.factor();
                if (thing.box().contains(x, y)) {
                    logits[row * columns + column] = 4;
                    inside++;
                }
            }
        }
        float score = 1 - inside / 1e5f;
        return inside == 0
                ? Optional.empty()
                : Optional.of(new Detection(thing.classIndex(), score, new MaskLogits(columns, rows, 4, logits)));
    }

    @Property(tries = 200)
    void anObjectOverAnyNumberOfBordersIsOne(
            @ForAll @IntRange(min = 0, max = 120) int x,
            @ForAll @IntRange(min = 0, max = 120) int y,
            @ForAll @IntRange(min = 3, max = 130) int width,
            @ForAll @IntRange(min = 3, max = 130) int height) {
        Thing thing = new Thing(3, 4 * x, 4 * y, 4 * width, 4 * height);
        List<Instance> merged = merge(1000, 1000, 1, thing);
        assertThat(merged).hasSize(1);
        double drawn = thing.box().intersection(new Envelope(0, 1000, 0, 1000)).getArea();
        // corners are rounded by half a sample
        assertThat(merged.get(0).shape().getArea()).isCloseTo(drawn, within(12.0));
        assertThat(merged.get(0).shape().isValid()).isTrue();
        assertThat(merged.get(0).classIndex()).isEqualTo(3);
        boolean large = Math.max(width, height) > 32;
        assertThat(merged.get(0).merged()).as("no tile sees it whole").isIn(large, true);
        // of the 32 pixels that tiles share, a sample beside each border is too near to tell whether an object goes on
        assertThat(Math.max(width, height) <= 6 && merged.get(0).merged()).isFalse();
    }

    @Test
    void neighboursStayApart() {
        assertThat(merge(600, 300, 1, new Thing(0, 40, 40, 400, 60), new Thing(0, 40, 104, 400, 60)))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.shape().getArea()).isCloseTo(24_000, within(12.0)));
    }

    @Test
    void whatLiesOnSomethingStaysApart() {
        // a car on a ferry, and a small roof on a large one of the same class
        List<Instance> found = merge(
                600,
                300,
                1,
                new Thing(0, 40, 40, 400, 100),
                new Thing(1, 100, 80, 20, 12),
                new Thing(0, 200, 60, 28, 28));
        assertThat(found).extracting(Instance::classIndex).containsExactlyInAnyOrder(0, 0, 1);
        assertThat(found)
                .extracting(one -> Math.round(one.shape().getArea() / 100))
                .contains(400L, 2L, 8L);
    }

    @Test
    void aBorderMakesNoOtherObjectOfAPiece() {
        // the tile that sees only the stern takes it for something else
        Seen stern = (tile, thing) -> Optional.of(
                tile.window().x() >= 90 && tile.factor() == 1
                        ? new Thing(1, thing.x(), thing.y(), thing.width(), thing.height())
                        : thing);
        List<Instance> found = merge(300, 100, 0, new Thing(0, 40, 20, 72, 20, stern));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).classIndex()).isZero();
        assertThat(found.get(0).shape().getArea()).isCloseTo(72 * 20, within(12.0));
    }

    @Test
    void piecesOfOneObjectUnderTwoNamesHaveThatOfTheLarger() {
        Seen otherName = (tile, thing) -> Optional.of(
                tile.window().x() >= 180 ? new Thing(1, thing.x(), thing.y(), thing.width(), thing.height()) : thing);
        List<Instance> found = merge(400, 100, 0, new Thing(0, 20, 20, 260, 40, otherName));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).classIndex()).isZero();
        assertThat(found.get(0).shape().getArea()).isCloseTo(260 * 40, within(12.0));
    }

    @Test
    void reducedResolutionFindsWhatIsLargerThanATile() {
        Seen onlyReduced = (tile, thing) -> tile.factor() > 1 ? Optional.of(thing) : Optional.empty();
        List<Instance> found = merge(900, 900, 1, new Thing(0, 96, 96, 400, 320, onlyReduced));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).shape().getArea()).isCloseTo(400 * 320, within(400.0));
        // smaller things are seen at the scene's own resolution, or not at all
        assertThat(merge(900, 900, 1, new Thing(0, 96, 96, 96, 80, onlyReduced)))
                .isEmpty();
    }

    @Test
    void reducedResolutionAloneIsNotBelievedWhereTilesSeeSomethingElse() {
        Seen onlyReduced = (tile, thing) -> tile.factor() > 1 ? Optional.of(thing) : Optional.empty();
        List<Instance> found =
                merge(900, 900, 1, new Thing(0, 96, 96, 400, 100, onlyReduced), new Thing(1, 96, 100, 300, 90));
        assertThat(found).extracting(Instance::classIndex).containsExactly(1);
    }

    @Test
    void reducedResolutionJoinsPiecesThatTilesLeaveOpen() {
        // the tile in the middle shows nothing but roof, and finds nothing
        Seen notInside = (tile, thing) -> thing.box().contains(box(tile)) ? Optional.empty() : Optional.of(thing);
        List<Instance> found = merge(900, 900, 1, new Thing(0, 64, 64, 480, 480, notInside));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).merged()).isTrue();
        assertThat(found.get(0).shape().getArea()).isCloseTo(480 * 480, within(0.02 * 480 * 480));
    }

    private static Envelope box(PyramidTile tile) {
        Window extent = tile.extent();
        return new Envelope(extent.x(), extent.right(), extent.y(), extent.bottom());
    }

    @Test
    void objectsLeaveAsSoonAsNothingCanChangeThem() {
        List<Instance> found = new ArrayList<>();
        TilePlan plan = TilePlan.whole(128, 4000, TILE);
        PartTracer tracer = new PartTracer(plan.overlap());
        InstanceMerger merger = new InstanceMerger(TILE, found::add, () -> {});
        int most = 0;
        for (PyramidTile tile : TilePyramid.of(plan, 1)) {
            List<Detection> detections = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                detection(tile, new Thing(0, 20, 40 * i, 40, 20)).ifPresent(detections::add);
            }
            merger.add(tile, tracer.trace(detections, tile, Optional.empty()));
            most = Math.max(most, merger.waiting());
        }
        merger.finish();
        assertThat(found).hasSize(100);
        assertThat(most).isLessThan(40);
    }

    @Test
    void stopsWhenItIsTold() {
        InstanceMerger merger = new InstanceMerger(TILE, instance -> {}, () -> {
            throw new CancellationException("stop");
        });
        TilePlan plan = TilePlan.whole(300, 100, TILE);
        PartTracer tracer = new PartTracer(plan.overlap());
        assertThatThrownBy(() -> {
                    for (PyramidTile tile : TilePyramid.of(plan, 0)) {
                        List<Detection> seen = detection(tile, new Thing(0, 40, 20, 200, 20)).stream()
                                .toList();
                        merger.add(tile, tracer.trace(seen, tile, Optional.empty()));
                    }
                })
                .isInstanceOf(CancellationException.class);
    }
}

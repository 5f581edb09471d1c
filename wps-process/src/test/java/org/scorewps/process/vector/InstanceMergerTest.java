package org.scorewps.process.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.process.tile.TileGrid;
import org.scorewps.process.tile.Window;

class InstanceMergerTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static List<Instance> merge(List<Instance> parts) {
        return InstanceMerger.merge(parts, () -> {});
    }

    private static Geometry box(double x, double y, double width, double height) {
        return FACTORY.toGeometry(new Envelope(x, x + width, y, y + height));
    }

    /** What each tile sees of an object. */
    private static List<Instance> seen(TileGrid grid, int classIndex, double score, Geometry object) {
        List<Instance> parts = new ArrayList<>();
        for (long i = 0; i < grid.count(); i++) {
            Window tile = grid.window(i);
            Geometry part = object.intersection(box(tile.x(), tile.y(), tile.width(), tile.height()));
            if (part.getArea() > 0) {
                parts.add(new Instance(classIndex, score - 0.001 * i, Polygons.only(part), tile, false));
            }
        }
        return parts;
    }

    @Property(tries = 60)
    void anObjectOverAnyNumberOfBordersIsOneFeature(
            @ForAll @DoubleRange(min = 2, max = 500) double x,
            @ForAll @DoubleRange(min = 2, max = 500) double y,
            @ForAll @DoubleRange(min = 3, max = 400) double width,
            @ForAll @DoubleRange(min = 3, max = 400) double height,
            @ForAll @IntRange(min = 8, max = 40) int overlap,
            @ForAll long seed) {
        TileGrid grid = new TileGrid(1000, 1000, 128, overlap);
        List<Instance> parts = seen(grid, 3, 0.9, box(x, y, width, height));
        Collections.shuffle(parts, new Random(seed));
        List<Instance> merged = merge(parts);
        assertThat(merged).hasSize(1);
        assertThat(merged.get(0).shape().getArea()).isCloseTo(width * height, within(1e-6 * width * height));
        assertThat(merged.get(0).classIndex()).isEqualTo(3);
        assertThat(merged.get(0).score())
                .isEqualTo(parts.stream().mapToDouble(Instance::score).max().orElseThrow());
        assertThat(merged.get(0).merged()).isEqualTo(parts.size() > 1);
    }

    @Test
    void neighboursStayApart() {
        TileGrid grid = new TileGrid(600, 300, 256, 64);
        List<Instance> parts = new ArrayList<>(seen(grid, 0, 0.9, box(150, 40, 200, 60)));
        parts.addAll(seen(grid, 0, 0.8, box(150, 101, 200, 60)));
        assertThat(merge(parts))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.shape().getArea()).isCloseTo(12000, within(1e-6)));
    }

    @Test
    void classesStayApart() {
        TileGrid grid = new TileGrid(600, 300, 256, 64);
        List<Instance> parts = new ArrayList<>(seen(grid, 0, 0.9, box(150, 40, 200, 60)));
        parts.addAll(seen(grid, 1, 0.8, box(150, 40, 200, 60)));
        assertThat(merge(parts)).extracting(Instance::classIndex).containsExactly(0, 1);
    }

    @Test
    void whatOneTileToldApartIsNotJoinedThroughAnother() {
        Window left = new Window(0, 0, 100, 100);
        Window right = new Window(60, 0, 100, 100);
        List<Instance> parts = List.of(
                new Instance(0, 0.9, box(50, 10, 50, 20), left, false),
                new Instance(0, 0.8, box(50, 32, 50, 20), left, false),
                // the other tile took both for one
                new Instance(0, 0.7, box(60, 10, 60, 42), right, false));
        List<Instance> merged = merge(parts);
        assertThat(merged).hasSize(2);
        assertThat(merged).extracting(Instance::score).containsExactly(0.9, 0.8);
    }

    @Test
    void stopsWhenItIsTold() {
        TileGrid grid = new TileGrid(600, 300, 256, 64);
        List<Instance> parts = seen(grid, 0, 0.9, box(150, 40, 200, 60));
        assertThatThrownBy(() -> InstanceMerger.merge(parts, () -> {
                    throw new CancellationException("stop");
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(merge(List.of())).isEmpty();
    }
}

package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.junit.jupiter.api.Test;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

class StatisticsCacheTest {
    private static final SceneLimits LIMITS = new SceneLimits(1_000_000);

    private final StatisticsCache cache = new StatisticsCache(3);

    /** A picture that counts how often it is read. */
    private static class Counted extends ShiftedImage {
        final AtomicInteger reads = new AtomicInteger();

        Counted(BufferedImage image) {
            super(image, 0, 0);
        }

        @Override
        public Raster getData(Rectangle area) {
            reads.incrementAndGet();
            return super.getData(area);
        }
    }

    /** A 16-bit ramp. */
    private static final class Ramp extends Counted {
        Ramp(int highest) {
            super(paint(highest));
        }

        private static BufferedImage paint(int highest) {
            BufferedImage image = new BufferedImage(100, 90, BufferedImage.TYPE_USHORT_GRAY);
            for (int i = 0; i < 100 * 90; i++) {
                image.getRaster().setSample(i % 100, i / 100, 0, i % 100 * highest / 99);
            }
            assertThat(image.getSampleModel().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
            return image;
        }
    }

    private static GridCoverage2D coverage(Counted image, Map<String, Object> properties) {
        GridCoverage2D plain = Coverages.utm(image);
        return new GridCoverageFactory()
                .create("ramp", image, plain.getGridGeometry(), plain.getSampleDimensions(), null, properties);
    }

    private static GridCoverage2D coverage(Counted image, String version) {
        return coverage(image, Map.of(CoverageVersion.PROPERTY, new CoverageVersion(version)));
    }

    private Stretch stretch(GridCoverage2D coverage) {
        return Scene.of(coverage, SceneOptions.NONE, LIMITS, cache).stretch();
    }

    @Test
    void aCoverageIsSampledOnce() {
        Ramp first = new Ramp(9900);
        Stretch found = stretch(coverage(first, "a"));
        assertThat(first.reads.get()).isPositive();
        assertThat(found.high()[0]).isEqualTo(9700);
        Ramp again = new Ramp(9900);
        Stretch known = stretch(coverage(again, "a"));
        assertThat(again.reads.get()).isZero();
        assertThat(known.low()).containsExactly(found.low());
        assertThat(known.high()).containsExactly(found.high());
        // what somebody does with theirs doesn't change others'
        known.high()[0] = 1;
        assertThat(stretch(coverage(again, "a")).high()).containsExactly(found.high());
    }

    @Test
    void otherPixelsAreSampledAnew() {
        stretch(coverage(new Ramp(9900), "a"));
        assertThat(stretch(coverage(new Ramp(990), "b")).high()[0]).isEqualTo(970);
        // nobody vouches for these two
        assertThat(stretch(coverage(new Ramp(1980), Map.of())).high()[0]).isEqualTo(1940);
        assertThat(stretch(coverage(new Ramp(990), Map.of())).high()[0]).isEqualTo(970);
        assertThat(stretch(coverage(new Ramp(9900), "a")).high()[0]).isEqualTo(9700);
    }

    @Test
    void whatIsAskedForIsNotKept() {
        Ramp image = new Ramp(9900);
        SceneOptions fixed = new SceneOptions(
                Optional.empty(),
                Optional.of("5,50"),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
        assertThat(Scene.of(coverage(image, "a"), fixed, LIMITS, cache)
                        .stretch()
                        .high()[0])
                .isEqualTo(50);
        assertThat(image.reads.get()).isZero();
        assertThat(stretch(coverage(image, "a")).high()[0]).isEqualTo(9700);
    }

    @Test
    void theLeastRecentGoFirst() {
        for (String version : List.of("a", "b", "c", "a", "d")) {
            stretch(coverage(new Ramp(9900), version));
        }
        assertThat(read("a")).isFalse();
        assertThat(read("b")).isTrue();
    }

    private boolean read(String version) {
        Ramp image = new Ramp(9900);
        stretch(coverage(image, version));
        return image.reads.get() > 0;
    }

    @Test
    void manyThreadsGetTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Double>> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int which = i % 5;
                requests.add(() -> stretch(coverage(new Ramp(990 * (which + 1)), "ramp" + which))
                        .high()[0]);
            }
            List<Future<Double>> results = threads.invokeAll(requests);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(970.0 * (i % 5 + 1));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void alphaBandsAreLookedForOnce() {
        BufferedImage picture =
                Coverages.picture(100, 90, BufferedImage.TYPE_4BYTE_ABGR, Color.RED, new Rectangle(9, 9));
        picture.getRaster().setSample(50, 50, 3, 0);
        for (int i = 0; i < 2; i++) {
            Counted image = new Counted(picture);
            Scene scene = Scene.of(coverage(image, "a"), SceneOptions.NONE, LIMITS, cache);
            assertThat(image.reads.get() > 0).isEqualTo(i == 0);
            assertThat(scene.read(new Window(50, 50, 1, 1)).blank()).isTrue();
            assertThat(scene.read(new Window(49, 50, 1, 1)).blank()).isFalse();
        }
    }
}

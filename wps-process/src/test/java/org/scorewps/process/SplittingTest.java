package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geotools.coverage.grid.GridCoverage2D;

/** A network that finds everything at the first look finds the same when it looks again in parts. */
class SplittingTest {
    private static GridCoverage2D rectangles(Random random, int width, int height) {
        List<Rectangle> placed = new ArrayList<>();
        List<Object> shapes = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int longest = i < 5 ? width : 24;
            Rectangle one = new Rectangle(
                    random.nextInt(width - 8),
                    random.nextInt(height - 8),
                    8 + random.nextInt(longest),
                    8 + random.nextInt(24));
            Rectangle around = new Rectangle(one.x - 5, one.y - 5, one.width + 10, one.height + 10);
            if (placed.stream().noneMatch(around::intersects)) {
                placed.add(one);
                shapes.add(random.nextBoolean() ? Color.RED : Color.GREEN);
                shapes.add(one);
            }
        }
        return Coverages.utm(Coverages.picture(width, height, BufferedImage.TYPE_3BYTE_BGR, shapes.toArray()));
    }

    private static List<String> found(GridCoverage2D coverage, String crowded) {
        return ProcessTest.run(coverage, "crowdedTiles", crowded).stream()
                .map(one -> one.getAttribute("class") + " " + ProcessTest.geometry(one))
                .sorted()
                .toList();
    }

    @Property(tries = 60)
    void partsShowTheSameObjectsInTheSameOutlines(
            @ForAll @IntRange(max = 100_000) int seed,
            @ForAll @IntRange(min = 40, max = 300) int width,
            @ForAll @IntRange(min = 40, max = 160) int height) {
        // two objects are a crowd to a model that says it has three queries
        ColorEngine engine = new ColorEngine(128, 3, 1000);
        ScoreServices services = engine.services();
        ScoreRegistry.set(services);
        try {
            GridCoverage2D coverage = rectangles(new Random(seed), width, height);
            List<String> once = found(coverage, "once");
            int looks = engine.tiles();
            assertThat(found(coverage, "split")).isEqualTo(once);
            assertThat(engine.tiles()).isGreaterThanOrEqualTo(2 * looks);
        } finally {
            ScoreRegistry.clear(services);
        }
    }
}

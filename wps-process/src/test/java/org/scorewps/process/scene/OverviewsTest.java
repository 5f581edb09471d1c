package org.scorewps.process.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.media.jai.ROIShape;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.junit.jupiter.api.Test;
import org.scorewps.process.Coverages;
import org.scorewps.process.tile.Window;

/** Overviews are painted in other colours than their coverage: what is read tells where from. */
class OverviewsTest {
    private static final int WIDTH = 1001;
    private static final int HEIGHT = 640;
    private static final BufferedImage FULL = one(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR, Color.RED);

    private static BufferedImage one(int width, int height, int type, Color color) {
        return Coverages.picture(width, height, type, color, new Rectangle(width, height));
    }

    /** An overview of some columns, rows to match. */
    private static GridCoverage2D overview(BufferedImage image) {
        double scaleX = 0.5 * WIDTH / image.getWidth();
        double scaleY = 0.5 * HEIGHT / image.getHeight();
        return Coverages.place(
                image, new AffineTransform(scaleX, 0, 0, -scaleY, 500000, 5000000), Coverages.crs("EPSG:32633"));
    }

    private static GridCoverage2D withProperties(GridCoverage2D coverage, Map<String, Object> properties) {
        return new GridCoverageFactory()
                .create(
                        "scene",
                        coverage.getRenderedImage(),
                        coverage.getGridGeometry(),
                        coverage.getSampleDimensions(),
                        null,
                        properties);
    }

    private static GridCoverage2D coverage(GridCoverage2D... overviews) {
        return withProperties(Coverages.utm(FULL), Map.of(Overviews.PROPERTY, new Overviews(Arrays.asList(overviews))));
    }

    private static Scene scene(GridCoverage2D coverage, OptionalDouble resolution) {
        SceneOptions options = new SceneOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), resolution, Optional.empty());
        return Scene.of(coverage, options, new SceneLimits(10_000_000));
    }

    private static Color colour(Scene scene, int x, int y, int factor) {
        byte[] rgb = scene.read(new Window(x, y, 1, 1), factor).image().rgb();
        return new Color(rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff);
    }

    private static final GridCoverage2D HALF = overview(one(501, 320, BufferedImage.TYPE_3BYTE_BGR, Color.GREEN));
    private static final GridCoverage2D QUARTER = overview(one(251, 160, BufferedImage.TYPE_3BYTE_BGR, Color.BLUE));

    @Test
    void theCoarsestThatShowsEnoughIsRead() {
        Scene scene = scene(coverage(QUARTER, HALF), OptionalDouble.empty());
        assertThat(colour(scene, 700, 300, 1)).isEqualTo(Color.RED);
        assertThat(colour(scene, 300, 100, 2)).isEqualTo(Color.GREEN);
        assertThat(colour(scene, 200, 100, 4)).isEqualTo(Color.BLUE);
        assertThat(colour(scene, 50, 30, 16)).isEqualTo(Color.BLUE);
        assertThat(scene.sourcePixels()).isEqualTo((long) WIDTH * HEIGHT);
    }

    @Test
    void aCoarserResolutionReadsFewerPixels() {
        Scene scene = scene(coverage(HALF, QUARTER), OptionalDouble.of(2));
        assertThat(colour(scene, 100, 100, 1)).isEqualTo(Color.BLUE);
        assertThat(scene.sourcePixels()).isEqualTo(251L * 160);
        // 1.6 is not yet a quarter's 2 metres
        assertThat(colour(scene(coverage(HALF, QUARTER), OptionalDouble.of(1.6)), 100, 100, 1))
                .isEqualTo(Color.GREEN);
    }

    @Test
    void anOverviewShowsWhatTheImageShowsThere() {
        Rectangle square = new Rectangle(600, 200, 160, 160);
        BufferedImage full = Coverages.picture(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR, Color.WHITE, square);
        BufferedImage reduced =
                Coverages.picture(251, 160, BufferedImage.TYPE_3BYTE_BGR, Color.WHITE, new Rectangle(150, 50, 40, 40));
        GridCoverage2D averaged = Coverages.utm(full);
        GridCoverage2D given =
                withProperties(averaged, Map.of(Overviews.PROPERTY, new Overviews(List.of(overview(reduced)))));
        Window inside = new Window(152, 52, 36, 36);
        byte[] expected =
                scene(averaged, OptionalDouble.empty()).read(inside, 4).image().rgb();
        assertThat(scene(given, OptionalDouble.empty()).read(inside, 4).image().rgb())
                .isEqualTo(expected)
                .containsOnly(255);
        Window around = new Window(100, 20, 48, 28);
        expected =
                scene(averaged, OptionalDouble.empty()).read(around, 4).image().rgb();
        assertThat(scene(given, OptionalDouble.empty()).read(around, 4).image().rgb())
                .isEqualTo(expected);
        // the last column of 1001 / 4
        assertThat(scene(given, OptionalDouble.empty())
                        .read(new Window(240, 150, 10, 10), 4)
                        .valid())
                .isEmpty();
    }

    @Test
    void whatIsNoOverviewIsLeftOut() {
        GridCoverage2D grey = overview(one(251, 160, BufferedImage.TYPE_BYTE_GRAY, Color.WHITE));
        GridCoverage2D larger = overview(one(WIDTH + 1, HEIGHT, BufferedImage.TYPE_3BYTE_BGR, Color.BLUE));
        Scene scene = scene(coverage(grey, larger), OptionalDouble.empty());
        assertThat(colour(scene, 100, 100, 4)).isEqualTo(Color.RED);
    }

    @Test
    void anOverviewWithoutItsMaskIsLeftOut() {
        ROIShape left = new ROIShape(new Rectangle(0, 0, 500, HEIGHT));
        ROIShape leftReduced = new ROIShape(new Rectangle(0, 0, 125, 160));
        Map<String, Object> bare = Map.of(Overviews.PROPERTY, new Overviews(List.of(QUARTER)), "GC_ROI", left);
        Scene masked = scene(withProperties(Coverages.utm(FULL), bare), OptionalDouble.empty());
        assertThat(colour(masked, 50, 50, 4)).isEqualTo(Color.RED);
        assertThat(masked.read(new Window(200, 50, 1, 1), 4).blank()).isTrue();

        GridCoverage2D own = withProperties(QUARTER, Map.of("GC_ROI", leftReduced));
        Map<String, Object> both = Map.of(Overviews.PROPERTY, new Overviews(List.of(own)), "GC_ROI", left);
        Scene complete = scene(withProperties(Coverages.utm(FULL), both), OptionalDouble.empty());
        assertThat(colour(complete, 50, 50, 4)).isEqualTo(Color.BLUE);
        assertThat(complete.read(new Window(200, 50, 1, 1), 4).blank()).isTrue();
    }
}

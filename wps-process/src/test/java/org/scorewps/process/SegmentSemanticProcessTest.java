package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.geotools.coverage.Category;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.geometry.Position2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole path, from painted pixels to classes; called as servers call it. */
class SegmentSemanticProcessTest extends ProcessTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    private static GridCoverage2D classes(GridCoverage2D coverage, Object... inputs) {
        return (GridCoverage2D)
                execute(SEMANTIC, new NullProgressListener(), coverage, inputs).get("result");
    }

    private static int[] values(GridCoverage2D classes) {
        Raster data = classes.getRenderedImage().getData();
        return data.getSamples(0, 0, data.getWidth(), data.getHeight(), 0, (int[]) null);
    }

    private static long count(GridCoverage2D classes, int value) {
        return IntStream.of(values(classes)).filter(one -> one == value).count();
    }

    @Test
    void pixelsGetTheirClassInThePlaceOfTheScene() throws Exception {
        GridCoverage2D scene = Coverages.utm(
                picture(Color.RED, new Rectangle(40, 60, 200, 100), Color.GREEN, new Rectangle(240, 60, 80, 200)));
        GridCoverage2D classes = classes(scene);
        assertThat(classes.getNumSampleDimensions()).isEqualTo(1);
        assertThat(classes.getRenderedImage().getSampleModel().getDataType()).isEqualTo(DataBuffer.TYPE_BYTE);
        assertThat(classes.getCoordinateReferenceSystem2D()).isEqualTo(scene.getCoordinateReferenceSystem2D());
        assertThat(classes.getGridGeometry().getGridRange2D())
                .isEqualTo(scene.getGridGeometry().getGridRange2D());
        assertThat(classes.getGridGeometry().getGridToCRS2D())
                .isEqualTo(scene.getGridGeometry().getGridToCRS2D());
        int[] values = values(classes);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean red = new Rectangle(40, 60, 200, 100).contains(x, y);
                boolean green = new Rectangle(240, 60, 80, 200).contains(x, y);
                int expected = red ? 1 : 0;
                expected = green ? 2 : expected;
                // corners of samples of four pixels are rounded
                boolean corner = Math.min(Math.abs(x - 40), Math.min(Math.abs(x - 240), Math.abs(x - 320))) <= 4
                        && Math.min(Math.abs(y - 60), Math.min(Math.abs(y - 160), Math.abs(y - 260))) <= 4;
                if (!corner) {
                    assertThat(values[y * WIDTH + x]).as("%d, %d", x, y).isEqualTo(expected);
                }
            }
        }
        byte[] one = (byte[]) classes.evaluate(new Position2D(500060, 4999950));
        assertThat(one).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 128, 160, 512})
    void noTileShows(int tileSize) {
        GridCoverage2D scene = Coverages.utm(picture(
                Color.RED,
                new Ellipse2D.Double(20, 30, 250, 200),
                Color.GREEN,
                new Ellipse2D.Double(180, 90, 190, 180)));
        ScoreRegistry.set(new ColorEngine(512).services());
        int[] whole = values(classes(scene));
        ColorEngine other = new ColorEngine(tileSize);
        ScoreRegistry.set(other.services());
        int[] tiled = values(classes(scene));
        ScoreRegistry.set(services);
        assertThat(other.tiles() == 1).as("one tile is enough").isEqualTo(tileSize == 512);
        long different = IntStream.range(0, whole.length)
                .filter(i -> whole[i] != tiled[i])
                .count();
        // tiles that begin between the samples see borders a fraction of a pixel elsewhere
        assertThat(different).isLessThanOrEqualTo(whole.length / 500);
        assertThat(other.openSessions()).isZero();
    }

    @Test
    void aPartIsWhatTheWholeShowsThere() {
        GridCoverage2D scene = Coverages.utm(picture(
                Color.RED,
                new Ellipse2D.Double(20, 30, 250, 200),
                Color.GREEN,
                new Ellipse2D.Double(180, 90, 190, 180)));
        int[] whole = values(classes(scene));
        GridCoverage2D part = classes(scene, "roi", "500030,4999900,500150,4999970");
        assertThat((Object) part.getEnvelope2D())
                .isEqualTo(new ReferencedEnvelope(500030, 500150, 4999900, 4999970, Coverages.crs("EPSG:32633")));
        int[] values = values(part);
        int different = 0;
        for (int y = 0; y < 140; y++) {
            for (int x = 0; x < 240; x++) {
                different += values[y * 240 + x] == whole[(y + 60) * WIDTH + x + 60] ? 0 : 1;
            }
        }
        assertThat(different).isLessThanOrEqualTo(240 * 140 / 500);
    }

    @Test
    void whereTheSceneHasNoDataThereIsNoClass() {
        BufferedImage image =
                picture(Color.RED, new Rectangle(40, 60, 120, 100), Color.BLACK, new Rectangle(80, 60, 21, 100));
        int[] values = values(classes(Coverages.utm(image, 0), "minScore", "0"));
        for (int y = 60; y < 160; y++) {
            for (int x = 80; x < 101; x++) {
                assertThat(values[y * WIDTH + x]).isZero();
            }
            assertThat(values[y * WIDTH + 70]).isEqualTo(1);
            assertThat(values[y * WIDTH + 110]).isEqualTo(1);
        }
    }

    @Test
    void outsideOfTheRegionThereIsNoClass() {
        GridCoverage2D scene = Coverages.utm(picture(Color.RED, new Rectangle(0, 0, WIDTH, HEIGHT)));
        GridCoverage2D classes =
                classes(scene, "roi", "POLYGON((500010 4999900, 500110 4999900, 500010 5000000, 500010 4999900))");
        int[] values = values(classes);
        assertThat(values).hasSize(200 * 200);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                assertThat(values[y * 200 + x])
                        .as("%d, %d", x, y)
                        .isEqualTo(x < y ? 1 : x == y ? values[y * 200 + x] : 0);
            }
        }
    }

    @Test
    void tilesWithoutAPixelThatCountsAreNotSent() {
        GridCoverage2D black = Coverages.utm(picture(Color.BLACK, new Rectangle(0, 0, WIDTH, HEIGHT)), 0);
        assertThat(count(classes(black), 0)).isEqualTo(WIDTH * HEIGHT);
        assertThat(engine.tiles()).isZero();
        // a small triangle in a large box
        GridCoverage2D grey = Coverages.utm(picture());
        GridCoverage2D classes = classes(
                grey,
                "roi",
                "MULTIPOLYGON(((500000 5000000, 500010 5000000, 500000 4999990, 500000 5000000)),"
                        + "((500200 4999850, 500190 4999850, 500200 4999860, 500200 4999850)))");
        assertThat(count(classes, 0)).isEqualTo(WIDTH * HEIGHT);
        assertThat(engine.tiles()).isEqualTo(2);
    }

    @Test
    void emptyRowsOfTilesBetweenFullOnesDontMixThem() {
        BufferedImage image = Coverages.picture(
                60,
                1200,
                BufferedImage.TYPE_3BYTE_BGR,
                Color.BLACK,
                new Rectangle(0, 0, 60, 1200),
                Color.GREEN,
                new Rectangle(0, 300, 60, 40),
                Color.RED,
                new Rectangle(0, 1000, 60, 60));
        GridCoverage2D classes = classes(Coverages.utm(image, 0));
        assertThat(count(classes, 2)).isEqualTo(60 * 40);
        assertThat(count(classes, 1)).isEqualTo(60 * 60);
        assertThat(values(classes)[320 * 60 + 30]).isEqualTo(2);
        assertThat(values(classes)[1030 * 60 + 30]).isEqualTo(1);
    }

    @Test
    void theThresholdSaysHowSureAClassMustBe() {
        GridCoverage2D scene = Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100)));
        assertThat(count(classes(scene, "minScore", "0"), 0)).isZero();
        assertThat(count(classes(scene, "minScore", "0.9"), 1)).isLessThan(count(classes(scene), 1));
        assertThat(count(classes(scene), 1)).isBetween(20_000L - 100, 20_000L);
    }

    @Test
    void coarserResolutionsGiveCoarserGrids() {
        GridCoverage2D scene = Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100)));
        GridCoverage2D classes = classes(scene, "resolution", "1");
        assertThat(classes.getRenderedImage().getWidth()).isEqualTo(200);
        assertThat(classes.getRenderedImage().getHeight()).isEqualTo(150);
        // pixels are as large as was asked for, so the last ones may end a little beside the coverage
        assertThat(classes.getEnvelope2D().getMinX())
                .isCloseTo(scene.getEnvelope2D().getMinX(), within(1e-6));
        assertThat(classes.getEnvelope2D().getMaxY())
                .isCloseTo(scene.getEnvelope2D().getMaxY(), within(1e-6));
        assertThat(classes.getEnvelope2D().getMaxX())
                .isCloseTo(scene.getEnvelope2D().getMaxX(), within(0.5));
        assertThat(classes.getEnvelope2D().getMinY())
                .isCloseTo(scene.getEnvelope2D().getMinY(), within(0.5));
        assertThat(count(classes, 1)).isBetween(4850L, 5000L);
    }

    @Test
    void rotatedGridsStayRotated() {
        AffineTransform rotated = new AffineTransform(0.5, 0, 0, -0.5, 500000, 5000000);
        rotated.rotate(Math.toRadians(30));
        GridCoverage2D scene = Coverages.place(
                picture(Color.RED, new Rectangle(40, 60, 200, 100)), rotated, Coverages.crs("EPSG:32633"));
        GridCoverage2D classes = classes(scene);
        assertThat(classes.getGridGeometry().getGridToCRS2D())
                .isEqualTo(scene.getGridGeometry().getGridToCRS2D());
        double[] centre = {140, 110};
        rotated.transform(centre, 0, centre, 0, 1);
        assertThat((byte[]) classes.evaluate(new Position2D(centre[0], centre[1])))
                .containsExactly(1);
    }

    @Test
    void valuesHaveNamesAndColours() {
        GridCoverage2D classes = classes(Coverages.utm(picture()), "classes", "red,rouge; green; storage tank");
        List<Category> categories = classes.getSampleDimension(0).getCategories();
        assertThat(categories)
                .extracting(category -> category.getName().toString(Locale.ROOT))
                .containsExactly("no class", "red", "green", "storage tank");
        IndexColorModel colors = (IndexColorModel) classes.getRenderedImage().getColorModel();
        assertThat(colors.getMapSize()).isEqualTo(4);
        assertThat(colors.getAlpha(0)).isZero();
        for (int value = 1; value < 4; value++) {
            assertThat(colors.getAlpha(value)).isEqualTo(255);
            assertThat(new Color(colors.getRGB(value)))
                    .isEqualTo(categories.get(value).getColors()[0]);
        }
    }

    @Test
    void manyClassesTakeTwoBytes() {
        String classes =
                IntStream.rangeClosed(1, 299).mapToObj(i -> "class " + i + ";").reduce("", String::concat);
        GridCoverage2D result =
                classes(Coverages.utm(picture(Color.RED, new Rectangle(40, 60, 200, 100))), "classes", classes + "red");
        assertThat(result.getRenderedImage().getSampleModel().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
        assertThat(count(result, 300)).isBetween(19_900L, 20_000L);
        assertThat(count(result, 0)).isEqualTo(WIDTH * HEIGHT - count(result, 300));
    }

    @Test
    void onePixelIsAScene() {
        BufferedImage red = Coverages.picture(1, 1, BufferedImage.TYPE_3BYTE_BGR, Color.RED, new Rectangle(0, 0, 1, 1));
        assertThat(values(classes(Coverages.utm(red)))).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classes | ' ' | no class names given",
                "model | huge | model \"huge\" isn't installed; there are: color",
                "minScore | 1.5 | minScore must be between 0 and 1, not 1.5",
                "alpha | -1 | alpha must be between 0 and 1, not -1",
                "resolution | 0 | resolution must be greater than 0, not 0",
                "roi | '1,1,2,2' | roi doesn't touch the coverage",
                "layer | roads | both coverage and layer given"
            })
    void badInputIsOneClearLine(String name, String value, String message) {
        assertThatThrownBy(() -> classes(Coverages.utm(picture()), name, value))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}

package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.scorewps.engine.EngineBusyException;
import org.scorewps.engine.EngineStoppedException;
import org.scorewps.engine.InvalidInputException;

/**
 * Tiles that can't be read or segmented. Those of the scene's own resolution begin at columns 0, 96, 192 and 272 and rows
 * 0, 96 and 172; one at reduced resolution comes first.
 */
class FailedTilesTest extends ProcessTest {
    /** The tile at column and row 96. */
    private static final int MIDDLE = 7;

    private static final String LOST = "segmentation failed with IllegalStateException: the tile was lost";

    /** Small things everywhere, some of them on tiles' borders. */
    private static BufferedImage scattered() {
        List<Object> things = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            things.add(i % 3 == 0 ? Color.GREEN : Color.RED);
            things.add(new Rectangle(i % 10 * 40 + 3 + i % 4, Math.floorDiv(i, 10) * 37 + 2, 20 + i % 7, 12 + i % 5));
        }
        return picture(things.toArray());
    }

    private static Map<String, Object> listing(String process, GridCoverage2D coverage, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("failedTiles", "list"));
        all.addAll(List.of(inputs));
        return execute(process, new NullProgressListener(), coverage, all.toArray());
    }

    private static List<SimpleFeature> failed(Map<String, Object> results) {
        return features(results.get("failedTiles"));
    }

    private static List<Object> place(SimpleFeature tile) {
        return Stream.of("factor", "column", "row", "width", "height")
                .map(tile::getAttribute)
                .toList();
    }

    /** Half a metre a pixel, to the north and east of the grid's upper left corner. */
    private static Geometry box(int column, int row, int width, int height) {
        double x = 500000 + column / 2.0;
        double y = 5000000 - row / 2.0;
        return new GeometryFactory().toGeometry(new Envelope(x, x + width / 2.0, y - height / 2.0, y));
    }

    private static List<String> described(List<SimpleFeature> features) {
        return features.stream()
                .map(one -> one.getID() + " " + one.getAttribute("class") + " " + one.getAttribute("score") + " "
                        + geometry(one))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void whateverTileIsLostWhatDoesntTouchItStaysTheSame(int lost) {
        GridCoverage2D coverage = Coverages.utm(scattered());
        List<SimpleFeature> whole = run(coverage);
        assertThat(whole).hasSizeGreaterThan(60);
        engine.failAt(tile -> tile == 13 + lost);
        Map<String, Object> results = listing(INSTANCES, coverage);
        assertThat(failed(results)).hasSize(1);
        SimpleFeature tile = failed(results).get(0);
        // at reduced resolution only what is larger than a tile is looked for, and there is nothing
        boolean reduced = (Integer) tile.getAttribute("factor") > 1;
        assertThat(reduced).isEqualTo(lost == 1);
        Geometry hole = geometry(tile);
        List<SimpleFeature> found = features(results.get("result"));
        List<SimpleFeature> beyond = whole.stream()
                .filter(one -> reduced || !hole.intersects(geometry(one)))
                .toList();
        assertThat(beyond).hasSizeGreaterThan(40);
        assertThat(described(found)).containsAll(described(beyond));
        assertThat(found).hasSizeLessThanOrEqualTo(whole.size());
        // what lies inside is found where other tiles show it, up to a fraction of a sample at their borders
        assertThat(found.stream().mapToDouble(one -> leastBeyond(geometry(one), whole)))
                .allMatch(area -> area < 5);
    }

    /** How much of an outline lies outside of that one which it fits best, square metres. */
    private static double leastBeyond(Geometry outline, List<SimpleFeature> others) {
        return others.stream()
                .mapToDouble(other -> outline.difference(geometry(other)).getArea())
                .min()
                .orElseThrow();
    }

    @Test
    void theResultTellsWhereNothingWasLookedAt() {
        GridCoverage2D coverage = Coverages.utm(picture(
                Color.RED,
                new Rectangle(140, 136, 40, 30),
                Color.RED,
                new Rectangle(100, 100, 20, 20),
                Color.GREEN,
                new Rectangle(150, 20, 20, 180)));
        engine.failAt(tile -> tile == MIDDLE);
        Map<String, Object> results = listing(INSTANCES, coverage);
        SimpleFeature tile = failed(results).get(0);
        assertThat(place(tile)).containsExactly(1, 96, 96, 128, 128);
        assertThat(tile.getAttribute("message")).isEqualTo(LOST);
        assertThat(tile.getID()).isEqualTo("failed_tiles.1.96.96");
        assertThat(tile.getFeatureType().getCoordinateReferenceSystem()).isEqualTo(Coverages.crs("EPSG:32633"));
        assertThat(geometry(tile).equalsTopo(box(96, 96, 128, 128))).isTrue();
        // one thing lies in that tile alone, one in others too; one reaches through it, as reduced resolution shows
        List<SimpleFeature> found = features(results.get("result"));
        assertThat(found).extracting(one -> one.getAttribute("class")).containsExactlyInAnyOrder("red", "green");
        assertThat(found).allSatisfy(one -> assertThat(geometry(one).getArea())
                .isCloseTo(one.getAttribute("class").equals("red") ? 100.0 : 900.0, withinPercentage(8)));
        assertThat(features(
                        execute(INSTANCES, new NullProgressListener(), coverage).get("failedTiles")))
                .as("the tile with that number has long gone by")
                .isEmpty();
    }

    @Test
    void aPartOfTheSceneListsWhatItMisses() {
        engine.failAt(tile -> tile == MIDDLE);
        Map<String, Object> results =
                listing(INSTANCES, Coverages.utm(scattered()), "roi", "500030,4999900,500150,4999990");
        assertThat(failed(results)).extracting(FailedTilesTest::place).containsExactly(List.of(1, 36, 76, 128, 104));
        assertThat(geometry(failed(results).get(0)).equalsTopo(box(96, 96, 128, 104)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC, PANOPTIC})
    void whatCantBeReadIsListedOrNamed(String process) {
        GridCoverage2D coverage = damaged();
        String what = "the coverage's pixels can't be read: checksum error";
        List<List<Object>> all =
                List.of(List.of(4, 0, 0, 400, 300), List.of(1, 96, 0, 128, 128), List.of(1, 96, 96, 128, 128));
        Map<String, Object> results = listing(process, coverage, "stuff", "green");
        assertThat(failed(results))
                .extracting(FailedTilesTest::place)
                .containsExactlyInAnyOrderElementsOf(process.equals(SEMANTIC) ? all.subList(1, 3) : all);
        assertThat(failed(results))
                .allMatch(tile -> tile.getAttribute("message").equals(what));
        assertThatThrownBy(() -> execute(process, new NullProgressListener(), coverage, "stuff", "green"))
                .isInstanceOf(ProcessException.class)
                .hasMessage(
                        process.equals(SEMANTIC)
                                ? "the tile of columns 96 to 224, rows 0 to 128: " + what
                                : "the tile of columns 0 to 400, rows 0 to 300, reduced 4 times: " + what);
    }

    /** One pixel can't be read. */
    private static GridCoverage2D damaged() {
        return Coverages.utm(new WatchedImage(scattered(), area -> {
            if (area.contains(150, 110)) {
                throw new UncheckedIOException(new IOException("checksum error"));
            }
        }));
    }

    @Test
    void brightnessIsJudgedByWhatCanBeRead() {
        Map<String, Object> results = listing(INSTANCES, damaged(), "stretch", "percentile");
        assertThat(failed(results)).hasSize(3);
        assertThat(features(results.get("result"))).hasSizeGreaterThan(60);
        GridCoverage2D unreadable = Coverages.utm(new WatchedImage(scattered(), area -> {
            throw new UncheckedIOException(new IOException("checksum error"));
        }));
        assertThatThrownBy(() -> listing(INSTANCES, unreadable, "stretch", "percentile"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("the coverage's pixels can't be read: checksum error");
    }

    private static int[] values(Map<String, Object> results) {
        Raster data =
                ((GridCoverage2D) results.get("result")).getRenderedImage().getData();
        return data.getSamples(0, 0, data.getWidth(), data.getHeight(), 0, (int[]) null);
    }

    @Test
    void pixelsThatNoTileShowsHaveNoClassAndOthersTheirs() {
        GridCoverage2D coverage = Coverages.utm(
                picture(Color.RED, new Rectangle(0, 0, 400, 300), Color.GREEN, new Rectangle(100, 60, 200, 150)));
        int[] whole = values(execute(SEMANTIC, new NullProgressListener(), coverage, "minScore", "0"));
        assertThat(whole).doesNotContain(0);
        engine.failAt(tile -> tile == 12 + MIDDLE - 1);
        Map<String, Object> results = listing(SEMANTIC, coverage, "minScore", "0");
        assertThat(failed(results)).extracting(FailedTilesTest::place).containsExactly(List.of(1, 96, 96, 128, 128));
        int[] values = values(results);
        // its neighbours end at column and row 128, and begin again at column 192 and row 172
        Rectangle alone = new Rectangle(128, 128, 64, 44);
        for (int i = 0; i < values.length; i++) {
            int x = i % 400;
            int y = Math.floorDiv(i, 400);
            assertThat(values[i]).as("%d, %d", x, y).isEqualTo(alone.contains(x, y) ? 0 : whole[i]);
        }
    }

    @Test
    void thePairHasNeitherOutlinesNorPixelsOfTilesThatFailed() {
        GridCoverage2D coverage = Coverages.utm(scattered());
        engine.failAt(tile -> tile == 5 || tile == MIDDLE || tile == 9);
        Map<String, Object> results = listing(PANOPTIC, coverage, "stuff", "green");
        assertThat(failed(results))
                .extracting(FailedTilesTest::place)
                .containsExactlyInAnyOrder(
                        List.of(1, 272, 0, 128, 128), List.of(1, 96, 96, 128, 128), List.of(1, 272, 96, 128, 128));
        assertThat(engine.tiles()).as("each is looked at once for both").isEqualTo(13);
        assertThat(features(results.get("instances"))).isNotEmpty();
        int[] values = values(results);
        assertThat(values).contains(0, 1, 2);
        // seen by the seventh tile only
        assertThat(values[150 * 400 + 160]).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC, PANOPTIC})
    void aTileThatFailsIsNamedUnlessTheyAreToBeListed(String process) {
        engine.failAt(tile -> tile == 5);
        assertThatThrownBy(() -> execute(process, new NullProgressListener(), Coverages.utm(picture())))
                .isInstanceOf(ProcessException.class)
                .hasMessageMatching("the tile of columns \\d+ to \\d+, rows \\d+ to \\d+: " + LOST);
        assertThat(engine.tiles()).isLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, SEMANTIC, PANOPTIC})
    void whereNoTileGoesWellThereIsNoResult(String process) {
        engine.failAt(tile -> true);
        assertThatThrownBy(() -> listing(process, Coverages.utm(picture()), "stuff", "green"))
                .isInstanceOf(ProcessException.class)
                .hasMessageMatching("the tile of columns 0 to \\d+, rows 0 to \\d+.*: " + LOST);
        assertThat(engine.tiles()).isEqualTo(process.equals(SEMANTIC) ? 12 : 13);
    }

    @Test
    void aHundredFailuresBeforeAnythingGoesWellAreEnough() {
        ColorEngine small = new ColorEngine(16);
        ScoreRegistry.set(small.services());
        small.failAt(tile -> tile <= 99);
        GridCoverage2D coverage = Coverages.utm(picture());
        assertThat(failed(listing(SEMANTIC, coverage))).hasSize(99);
        int before = small.tiles();
        assertThat(before).isGreaterThan(500);
        small.failAt(tile -> true);
        assertThatThrownBy(() -> listing(SEMANTIC, coverage))
                .hasMessage("the tile of columns 0 to 16, rows 0 to 16: " + LOST);
        assertThat(small.tiles() - before).isBetween(100, 100 + ProcessLimits.DEFAULT.tilesInFlight());
        assertThat(small.openSessions()).isZero();
        ScoreRegistry.set(services);
    }

    static Stream<Arguments> notATilesOwn() {
        return Stream.of(
                Arguments.of(new InvalidInputException("no such class"), "no such class"),
                Arguments.of(new EngineBusyException("2 requests are running"), "2 requests are running"),
                Arguments.of(new EngineStoppedException(), "the segmentation engine was stopped"),
                Arguments.of(new CancellationException(), "the engine was stopped"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space"),
                Arguments.of(
                        new IllegalStateException(new UnsatisfiedLinkError("no torch")),
                        "UnsatisfiedLinkError: no torch"));
    }

    @ParameterizedTest
    @MethodSource("notATilesOwn")
    void whatIsntATilesOwnFailureEndsTheRequest(Throwable failure, String message) {
        engine.failWith(failure);
        for (String process : List.of(INSTANCES, SEMANTIC)) {
            int before = engine.tiles();
            engine.failAt(tile -> tile == before + 4);
            assertThatThrownBy(() -> listing(process, Coverages.utm(picture())))
                    .isInstanceOf(ProcessException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
            assertThat(engine.tiles() - before).isLessThan(12);
        }
    }

    @Test
    void severalFailuresAreListedFromTopToBottom() {
        engine.failAt(tile -> tile % 2 == 0);
        List<SimpleFeature> failed = failed(listing(INSTANCES, Coverages.utm(scattered())));
        assertThat(failed)
                .extracting(SimpleFeature::getID)
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(IntStream.range(1, failed.size()))
                .allMatch(i -> (Integer) failed.get(i - 1).getAttribute("row")
                        <= (Integer) failed.get(i).getAttribute("row"));
    }
}

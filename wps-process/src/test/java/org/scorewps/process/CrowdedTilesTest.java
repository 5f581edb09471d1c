package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles with more objects than the network has queries are looked at again in parts. */
class CrowdedTilesTest extends ProcessTest {
    /** Squares of 8 pixels, 15 apart: about 64 in a tile of 128, about 28 in a part of one. */
    private static BufferedImage carPark() {
        List<Object> cars = new ArrayList<>();
        for (int i = 0; i < 26 * 19; i++) {
            cars.add(i % 3 == 0 ? Color.GREEN : Color.RED);
            cars.add(new Rectangle(i % 26 * 15 + 4, Math.floorDiv(i, 26) * 15 + 4, 8, 8));
        }
        return picture(cars.toArray());
    }

    private static ColorEngine install(int queries) {
        ColorEngine few = new ColorEngine(128, queries, queries);
        ScoreRegistry.set(few.services());
        return few;
    }

    private static List<String> described(List<SimpleFeature> features) {
        return features.stream()
                .map(one -> one.getAttribute("class") + " " + geometry(one).getEnvelopeInternal())
                .sorted()
                .toList();
    }

    @Test
    void aFullCarParkIsFoundThoughTheNetworkHasTooFewQueriesForATile() {
        GridCoverage2D coverage = Coverages.utm(carPark());
        List<SimpleFeature> all = run(coverage);
        assertThat(all).hasSize(26 * 19);
        ColorEngine few = install(40);
        assertThat(run(coverage, "crowdedTiles", "once")).hasSizeLessThan(26 * 19);
        assertThat(few.tiles()).isEqualTo(13);
        List<SimpleFeature> found = run(coverage);
        assertThat(few.tiles()).as("twelve tiles in four parts each").isEqualTo(13 + 13 + 48);
        assertThat(described(found)).isEqualTo(described(all));
        assertThat(few.openSessions()).isZero();
    }

    @Test
    void thePairAgreesInCrowdsToo() {
        GridCoverage2D coverage = Coverages.utm(carPark());
        Map<String, Object> all = execute(PANOPTIC, new NullProgressListener(), coverage, "stuff", "green");
        install(40);
        Map<String, Object> split = execute(PANOPTIC, new NullProgressListener(), coverage, "stuff", "green");
        assertThat(described(features(split.get("instances"))))
                .isEqualTo(described(features(all.get("instances"))))
                .isNotEmpty();
        Map<String, Object> once =
                execute(PANOPTIC, new NullProgressListener(), coverage, "stuff", "green", "crowdedTiles", "once");
        assertThat(features(once.get("instances")))
                .hasSizeLessThan(features(split.get("instances")).size());
    }

    @Test
    void emptyTilesAreLookedAtOnce() {
        ColorEngine few = install(40);
        assertThat(run(Coverages.utm(picture(Color.RED, new Rectangle(20, 20, 30, 20)))))
                .hasSize(1);
        assertThat(few.tiles()).isEqualTo(13);
    }

    @Test
    void whatIsSplitDoesntDependOnTheScoreThatIsAskedFor() {
        GridCoverage2D coverage = Coverages.utm(carPark());
        ColorEngine few = install(40);
        // a car's score is 0.998 in a tile and 0.995 in a part of it
        assertThat(run(coverage, "minScore", "0.9999")).isEmpty();
        assertThat(few.tiles()).isEqualTo(13 + 48);
        assertThat(run(coverage, "minScore", "0.99")).hasSize(26 * 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCES, PANOPTIC})
    void aPartThatFailsIsItsTilesFailure(String process) {
        ColorEngine few = install(40);
        few.failOn(tile -> tile.width() == 80 && tile.height() == 80);
        GridCoverage2D coverage = Coverages.utm(carPark());
        assertThatThrownBy(() -> execute(process, new NullProgressListener(), coverage, "stuff", "green"))
                .isInstanceOf(ProcessException.class)
                .hasMessage(
                        "the tile of columns 0 to 128, rows 0 to 128: segmentation failed with IllegalStateException: the tile was lost");
        assertThat(few.openSessions()).isZero();
        Map<String, Object> listed =
                execute(process, new NullProgressListener(), coverage, "stuff", "green", "failedTiles", "list");
        assertThat(features(listed.get("failedTiles"))).hasSize(12);
    }

    @Test
    void onlyATileWhosePartFailsIsMissing() {
        ColorEngine few = install(40);
        int[] parts = {0};
        few.failOn(tile -> tile.width() == 80 && ++parts[0] == 6);
        Map<String, Object> listed =
                execute(INSTANCES, new NullProgressListener(), Coverages.utm(carPark()), "failedTiles", "list");
        assertThat(features(listed.get("failedTiles"))).singleElement().satisfies(tile -> assertThat(
                        IntStream.of((Integer) tile.getAttribute("column"), (Integer) tile.getAttribute("row")))
                .containsExactly(96, 0));
        assertThat(features(listed.get("result"))).hasSizeBetween(400, 26 * 19);
    }
}

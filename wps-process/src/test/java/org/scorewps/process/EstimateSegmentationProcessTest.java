package org.scorewps.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorewps.engine.TileCost;

class EstimateSegmentationProcessTest {
    /** Three workers that take two seconds for a tile. */
    private static final TileCost MEASURED =
            new TileCost(3, 1, OptionalDouble.of(2), OptionalDouble.of(2), 7, OptionalLong.of(50_000_000));

    private static final int ALL = 100_000;

    private final ColorEngine engine = new ColorEngine(128);

    @BeforeEach
    void install() {
        ScoreRegistry.set(engine.services());
    }

    @AfterEach
    void sessionsAreClosed() {
        ScoreRegistry.clear(ScoreRegistry.get());
        assertThat(engine.openSessions()).isZero();
    }

    private void limit(ProcessLimits limits) {
        ScoreRegistry.set(new ScoreServices(() -> engine, CoverageSource.NONE, limits));
    }

    private static GridCoverage2D coverage() {
        return Coverages.utm(
                Coverages.picture(400, 300, BufferedImage.TYPE_3BYTE_BGR, Color.RED, new Rectangle(40, 60, 200, 100)));
    }

    private static Map<String, Object> inputs(GridCoverage2D coverage, String... more) {
        Map<String, Object> inputs = new HashMap<>(Map.of("coverage", coverage, "classes", "red; green,lawn"));
        for (int i = 0; i < more.length; i += 2) {
            inputs.put(more[i], more[i + 1]);
        }
        return inputs;
    }

    private static JsonObject estimate(GridCoverage2D coverage, String... more) {
        String json = (String) Processors.createProcess(new NameImpl("score", "EstimateSegmentation"))
                .execute(inputs(coverage, more), new NullProgressListener())
                .get("result");
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private static void run(GridCoverage2D coverage, String... more) {
        Processors.createProcess(new NameImpl("score", "SegmentInstances"))
                .execute(inputs(coverage, more), new NullProgressListener());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resolution | ''",
                "resolution | 0.3",
                "resolution | 1.7",
                "resolution | 900",
                "roi | '500030,4999880,500130,4999970'"
            })
    void theTilesAreThoseThatARunUses(String name, String value) {
        engine.costs(MEASURED);
        JsonObject estimate = estimate(coverage(), name, value);
        assertThat(engine.tiles()).isZero();
        run(coverage(), name, value);
        assertThat(estimate.get("tiles").getAsInt()).isEqualTo(engine.tiles());
    }

    @Test
    void figuresComeFromWhatTheEngineMeasured() {
        engine.costs(MEASURED);
        JsonObject estimate = estimate(coverage());
        assertThat(estimate.get("pixels").getAsLong()).isEqualTo(400 * 300);
        assertThat(estimate.get("width").getAsInt()).isEqualTo(400);
        assertThat(estimate.get("tiles").getAsInt()).isEqualTo(13);
        assertThat(estimate.get("seconds").getAsDouble()).isCloseTo(13 * 2.0 / 3, within(1e-4));
        assertThat(estimate.getAsJsonObject("measured"))
                .hasToString(
                        "{\"by\":\"earlier requests\",\"tiles\":7,\"secondsPerTile\":2.0,\"secondsPerBatch\":2.0}");
        // the twelve at the scene's own resolution may be looked at again, in four parts of 80 pixels
        assertThat(estimate.get("secondsAtMost").getAsDouble())
                .isCloseTo((13 + 12 * 4 * 80 * 80 / (128.0 * 128)) * 2.0 / 3, within(1e-4));
        JsonObject once = estimate(coverage(), "crowdedTiles", "once");
        assertThat(once.get("secondsAtMost")).isEqualTo(estimate.get("seconds"));
        // four tiles in flight with the colours, validity and a hundred masks of each, four times as many of one that
        // is
        // looked at again, and one that is read
        long pixels = 128 * 128;
        assertThat(estimate.getAsJsonObject("memory").get("heapBytes").getAsLong())
                .isEqualTo(4 * (7 * pixels + 100 * 4 * 32 * 32) + 4 * 100 * 4 * 32 * 32 + 26 * pixels);
        assertThat(estimate.getAsJsonObject("memory").get("nativeBytes").getAsLong())
                .isEqualTo(50_000_000);
        assertThat(estimate.get("allowed").getAsBoolean()).isTrue();
    }

    @Test
    void theModelsResolutionIsThatOfItsTraining() {
        ColorEngine trained = new ColorEngine(128, OptionalDouble.of(0.8));
        trained.costs(MEASURED);
        ScoreRegistry.set(trained.services());
        JsonObject estimate = estimate(coverage(), "resolution", " Model");
        assertThat(estimate.getAsJsonObject("settings").get("groundResolution").getAsDouble())
                .isEqualTo(0.8);
        assertThat(estimate).isEqualTo(estimate(coverage(), "resolution", "0.8"));
        assertThat(estimate.get("width").getAsInt()).isEqualTo((int) Math.rint(400 * 0.5 / 0.9996 / 0.8));
        run(coverage(), "resolution", "model");
        assertThat(trained.tiles()).isEqualTo(estimate.get("tiles").getAsInt());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 12", "0.65, 12", "0.7, 13", "2, 13"})
    void theSceneIsReducedAsFarAsTheModelsTrainingAllows(double trainedAt, int tiles) {
        // half a metre a pixel, two when it is reduced
        ColorEngine trained = new ColorEngine(128, OptionalDouble.of(trainedAt));
        trained.costs(MEASURED);
        ScoreRegistry.set(trained.services());
        assertThat(estimate(coverage()).get("tiles").getAsInt()).isEqualTo(tiles);
        run(coverage());
        assertThat(trained.tiles()).isEqualTo(tiles);
    }

    @Test
    void theChosenSettingsAreTold() {
        engine.costs(MEASURED);
        JsonObject settings = estimate(
                        coverage(),
                        "minScore",
                        "0.25",
                        "bands",
                        "3,2,1",
                        "stretch",
                        "10,200",
                        "geometry",
                        "box",
                        "regularize",
                        "lawn",
                        "failedTiles",
                        "List",
                        "crowdedTiles",
                        "ONCE")
                .getAsJsonObject("settings");
        assertThat(settings)
                .hasToString(
                        "{\"model\":\"color\",\"modelSha256\":\"00\",\"device\":\"cpu\",\"workers\":3,"
                                + "\"tileSize\":128,\"overlap\":32,\"groundResolution\":0.5002,\"bands\":[3,2,1],"
                                + "\"stretch\":{\"low\":[10.0,10.0,10.0],\"high\":[200.0,200.0,200.0]},"
                                + "\"classes\":[\"red\",\"green\"],\"minScore\":0.25,\"alpha\":0.4,\"beta\":0.8,"
                                + "\"maxInstancesPerTile\":100,\"geometry\":\"box\",\"simplify\":0.1667,"
                                + "\"regularize\":[\"green\"],\"regularizeTolerance\":0.7503,\"failedTiles\":\"list\",\"crowdedTiles\":\"once\"}");
    }

    @Test
    void anEngineThatHasMeasuredNothingIsWarmedUp() {
        JsonObject estimate = estimate(coverage());
        assertThat(engine.tiles()).isBetween(2, 6);
        assertThat(estimate.getAsJsonObject("measured").get("by").getAsString()).isEqualTo("warm-up");
        assertThat(estimate.getAsJsonObject("measured").get("tiles").getAsInt()).isEqualTo(1);
        assertThat(estimate.get("seconds").getAsDouble()).isFinite().isNotNegative();
        assertThat(estimate.getAsJsonObject("memory").has("nativeBytes")).isFalse();
    }

    @Test
    void aSceneWithoutValidPixelsIsEstimatedToo() {
        BufferedImage black =
                Coverages.picture(300, 300, BufferedImage.TYPE_3BYTE_BGR, Color.BLACK, new Rectangle(0, 0, 300, 300));
        JsonObject estimate = estimate(Coverages.utm(black, 0));
        assertThat(engine.tiles()).isBetween(2, 6);
        assertThat(estimate.get("tiles").getAsInt()).isEqualTo(10);
    }

    @Test
    void pixelsThatCantBeReadDontKeepFromEstimating() {
        BufferedImage picture = Coverages.picture(400, 300, BufferedImage.TYPE_3BYTE_BGR);
        JsonObject estimate = estimate(Coverages.utm(new WatchedImage(picture, area -> {
            throw new IllegalStateException("damaged");
        })));
        assertThat(estimate.get("tiles").getAsInt()).isEqualTo(13);
        assertThat(estimate.getAsJsonObject("measured").get("by").getAsString()).isEqualTo("warm-up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | 100 | 0 | 0 | the coverage has 400 x 300 pixels, at most 1000 are allowed: choose a part with roi",
                "1000000 | 5 | 0 | 0 | the coverage makes 13 tiles, at most 5 are allowed: choose a part with roi or a"
                        + " coarser resolution",
                "1000000 | 100 | 7 | 0 | the request would take about 9 seconds, at most 7 are allowed: choose a part"
                        + " with roi, a coarser resolution or a smaller model",
                "1000000 | 100 | 0 | 9 | the request would need about 52 megabytes of memory, at most 9 are allowed:"
                        + " choose a smaller model"
            })
    void whatTheEstimateSaysIsExceededIsRefused(
            long maxPixels, long maxTiles, long maxSeconds, long maxMegabytes, String message) {
        engine.costs(MEASURED);
        limit(new ProcessLimits(maxPixels, maxTiles, ALL, 4, maxSeconds, maxMegabytes));
        JsonObject estimate = estimate(coverage());
        assertThat(estimate.get("allowed").getAsBoolean()).isFalse();
        assertThat(estimate.getAsJsonArray("exceeded")).hasSize(1);
        assertThat(estimate.getAsJsonArray("exceeded").get(0).getAsString()).isEqualTo(message);
        assertThatThrownBy(() -> run(coverage()))
                .isInstanceOf(ProcessException.class)
                .hasMessage(message);
        assertThat(engine.tiles()).isZero();
        limit(new ProcessLimits(120_000, 13, ALL, 4, 9, 52));
        assertThat(estimate(coverage()).get("allowed").getAsBoolean()).isTrue();
        run(coverage());
        assertThat(engine.tiles()).isEqualTo(13);
    }

    @Test
    void aLimitOfTimeIsKeptWithAnEngineThatHasMeasuredNothing() {
        limit(new ProcessLimits(1_000_000, 100, ALL, 4, 3600, 0));
        run(coverage());
        assertThat(engine.tiles()).isBetween(2 + 13, 6 + 13);
        int before = engine.tiles();
        limit(new ProcessLimits(1_000_000, 11, ALL, 4, 3600, 0));
        assertThatThrownBy(() -> run(coverage())).hasMessageContaining("13 tiles, at most 11");
        assertThat(engine.tiles())
                .as("nothing is run to refuse what the size alone forbids")
                .isEqualTo(before);
    }

    @Test
    void badInputIsToldAsForARequest() {
        assertThatThrownBy(() -> estimate(coverage(), "minScore", "2"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("minScore must be between 0 and 1, not 2");
        assertThatThrownBy(() -> estimate(coverage(), "layer", "roads"))
                .hasMessage("both coverage and layer given: send one of them");
    }
}

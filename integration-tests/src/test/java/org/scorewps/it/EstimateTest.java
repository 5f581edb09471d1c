package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the server says that a request would use, and what the request then uses, with the real network. */
class EstimateTest extends ServerTest {
    private static final String[] SEVERAL_TILES = {"resolution", "0.1", "crowdedTiles", "once"};

    private static JsonObject estimate() throws Exception {
        String inputs = Wps.coverage(Files.readAllBytes(square())) + Wps.literals("red", SEVERAL_TILES);
        Wps.Answer answer = wps().post(Wps.document("score:EstimateSegmentation", inputs, "application/json"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/json");
        return JsonParser.parseString(answer.text()).getAsJsonObject();
    }

    @Test
    void foretellsWhatARequestUses() throws Exception {
        JsonObject estimate = estimate();
        assertThat(estimate.get("pixels").getAsLong()).isEqualTo((long) SIZE * SIZE);
        assertThat(estimate.get("width").getAsInt()).isBetween(639, 641);
        assertThat(estimate.get("tiles").getAsInt()).isGreaterThan(1);
        assertThat(estimate.get("seconds").getAsDouble()).isFinite().isPositive();
        assertThat(estimate.getAsJsonObject("memory").get("heapBytes").getAsLong())
                .isPositive();
        assertThat(estimate.get("allowed").getAsBoolean()).isTrue();
        assumeTrue(server().embedded().isPresent());
        WpsUnderTest.Embedded inside = server().embedded().orElseThrow();
        assertThat(estimate.getAsJsonObject("memory").get("nativeBytes").getAsLong())
                .isGreaterThan(100_000);
        long before = inside.engine().statistics().done();
        assertThat(wps().segment(square(), "red", Wps.GEOJSON, SEVERAL_TILES).status())
                .isEqualTo(200);
        assertThat(inside.engine().statistics().done() - before)
                .isEqualTo(estimate.get("tiles").getAsLong());
        assertThat(estimate().getAsJsonObject("measured").get("by").getAsString())
                .isEqualTo("earlier requests");
        assertThat(inside.engine().statistics().done() - before)
                .as("nothing is run for the second estimate")
                .isEqualTo(estimate.get("tiles").getAsLong());
        // the test's network has few queries: most tiles are crowded to it, but not the one at reduced resolution
        long once = inside.engine().statistics().done();
        assertThat(wps().segment(square(), "red", Wps.GEOJSON, "resolution", "0.1")
                        .status())
                .isEqualTo(200);
        assertThat(inside.engine().statistics().done() - once)
                .isBetween(
                        estimate.get("tiles").getAsLong() + 1,
                        5 * estimate.get("tiles").getAsLong() - 4);
    }

    @Test
    void badInputIsOneLine() throws Exception {
        String inputs = Wps.coverage(Files.readAllBytes(square())) + Wps.literals("red", "resolution", "-1");
        Wps.Answer answer = wps().post(Wps.document("score:EstimateSegmentation", inputs, "application/json"));
        assertThat(answer.exceptionText()).contains("resolution must be greater than 0, not -1");
    }
}

package org.scorewps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Processes that give several things: clients that want one get one, those that don't say get all. */
class OutputsTest extends ServerTest {
    private static String request(String... more) throws Exception {
        return Wps.document(Wps.coverage(Files.readAllBytes(square())) + Wps.literals("red", more), Wps.GEOJSON);
    }

    @Test
    void tilesThatFailedAreAnOutputOfTheirOwn() throws Exception {
        String wanted = request("failedTiles", "list").replace(">result<", ">failedTiles<");
        Wps.Answer answer = wps().post(wanted);
        JsonObject features = JsonParser.parseString(answer.text()).getAsJsonObject();
        assertThat(features.get("type").getAsString()).isEqualTo("FeatureCollection");
        assertThat(features.getAsJsonArray("features")).isEmpty();
    }

    @Test
    void whoDoesntSayGetsAllWhatWasAskedForFirst() throws Exception {
        String all = wps().post(request().replaceFirst("(?s)<wps:ResponseForm>.*</wps:ResponseForm>", ""))
                .text();
        assertThat(all).contains("ProcessSucceeded");
        assertThat(all.indexOf(">failedTiles<")).isGreaterThan(all.indexOf(">result<"));
        assertThat(all.indexOf(">result<")).isPositive();
    }

    @Test
    void otherWaysToFailAreRefused() throws Exception {
        assertThat(wps().post(request("failedTiles", "ignore")).exceptionText())
                .contains("failedTiles must be fail or list, not \"ignore\"");
    }
}

package org.scorewps.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.picture.ColourBands;
import org.scorewps.engine.vocabulary.Vocabulary;
import org.scorewps.process.scene.Scene;
import org.scorewps.process.scene.Stretch;

/** The JSON of {@link EstimateSegmentationProcess}. */
final class EstimateJson {
    private EstimateJson() {}

    static String of(Estimate estimate, SegmentationRequest request, String device) {
        SegmentationPlan plan = estimate.plan();
        JsonObject root = new JsonObject();
        root.addProperty("pixels", plan.scene().sourcePixels());
        root.addProperty("width", plan.scene().part().width());
        root.addProperty("height", plan.scene().part().height());
        root.addProperty("tiles", plan.tiles());
        estimate.seconds().ifPresent(seconds -> root.addProperty("seconds", rounded(seconds)));
        estimate.secondsAtMost().ifPresent(seconds -> root.addProperty("secondsAtMost", rounded(seconds)));
        root.add("measured", measured(estimate));
        root.add("memory", memory(estimate));
        root.add("settings", settings(plan, request, device, estimate.cost().workers()));
        root.add("limits", estimate.limits().json());
        JsonArray exceeded = new JsonArray();
        estimate.exceeded().forEach(exceeded::add);
        root.addProperty("allowed", exceeded.isEmpty());
        root.add("exceeded", exceeded);
        return JsonText.of(root);
    }

    private static JsonObject measured(Estimate estimate) {
        JsonObject json = new JsonObject();
        json.addProperty("by", estimate.measuredNow() ? "warm-up" : "earlier requests");
        json.addProperty("tiles", estimate.cost().measuredTiles());
        estimate.cost().secondsPerTile().ifPresent(seconds -> json.addProperty("secondsPerTile", rounded(seconds)));
        estimate.cost().secondsPerBatch().ifPresent(seconds -> json.addProperty("secondsPerBatch", rounded(seconds)));
        return json;
    }

    private static JsonObject memory(Estimate estimate) {
        JsonObject json = new JsonObject();
        json.addProperty("heapBytes", estimate.heapBytes());
        estimate.nativeBytes().ifPresent(bytes -> json.addProperty("nativeBytes", bytes));
        return json;
    }

    private static JsonObject settings(SegmentationPlan plan, SegmentationRequest request, String device, int workers) {
        Scene scene = plan.scene();
        InferenceSettings inference = plan.settings();
        JsonObject json = new JsonObject();
        json.addProperty("model", plan.model().name());
        json.addProperty("modelSha256", plan.model().sha256());
        json.addProperty("device", device);
        json.addProperty("workers", workers);
        json.addProperty("tileSize", plan.tiling().tileSize());
        json.addProperty("overlap", plan.tiling().overlap());
        json.addProperty("groundResolution", rounded(scene.groundResolution().mean()));
        plan.model().groundResolution().ifPresent(metres -> json.addProperty("trainingResolution", metres));
        json.add("bands", bands(scene.bands()));
        json.add("stretch", stretch(scene.stretch()));
        json.add("classes", classes(request.vocabulary(), any -> true));
        json.addProperty("minScore", inference.minScore());
        json.addProperty("alpha", inference.alpha());
        json.addProperty("beta", inference.beta());
        json.addProperty("maxInstancesPerTile", inference.maxInstances());
        json.addProperty("geometry", Literals.literal(request.form()));
        json.addProperty(
                "simplify",
                rounded(request.tolerance(scene) * scene.groundResolution().mean()));
        json.add("regularize", classes(request.vocabulary(), request.rightAngled()));
        json.addProperty("regularizeTolerance", rounded(request.step(scene)));
        json.addProperty("failedTiles", Literals.literal(request.failedTiles()));
        json.addProperty("crowdedTiles", Literals.literal(request.crowdedTiles()));
        return json;
    }

    private static JsonArray classes(Vocabulary vocabulary, IntPredicate chosen) {
        JsonArray json = new JsonArray();
        IntStream.range(0, vocabulary.size())
                .filter(chosen)
                .mapToObj(index -> vocabulary.classes().get(index).name())
                .forEach(json::add);
        return json;
    }

    /** Numbered from 1, as in requests. */
    private static JsonArray bands(ColourBands bands) {
        JsonArray json = new JsonArray();
        json.add(bands.red() + 1);
        json.add(bands.green() + 1);
        json.add(bands.blue() + 1);
        return json;
    }

    private static JsonObject stretch(Stretch stretch) {
        JsonObject json = new JsonObject();
        json.add("low", numbers(stretch.low()));
        json.add("high", numbers(stretch.high()));
        return json;
    }

    private static JsonArray numbers(double... values) {
        JsonArray json = new JsonArray();
        Arrays.stream(values).map(EstimateJson::rounded).forEach(json::add);
        return json;
    }

    /** To four digits after the point: more means nothing here. */
    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}

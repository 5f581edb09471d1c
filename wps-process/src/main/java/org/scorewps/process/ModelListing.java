package org.scorewps.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.scorewps.engine.InferenceSettings;
import org.scorewps.engine.ModelInfo;
import org.scorewps.engine.SegmentationEngine;

/** The JSON of {@link ListModelsProcess}. */
final class ModelListing {
    private ModelListing() {}

    static String json(SegmentationEngine engine, ProcessLimits limits) {
        JsonObject root = new JsonObject();
        root.addProperty("device", engine.device());
        root.add("limits", limits.json());
        JsonArray models = new JsonArray();
        engine.models().forEach(model -> models.add(model(model)));
        root.add("models", models);
        return JsonText.of(root);
    }

    private static JsonObject model(ModelInfo info) {
        JsonObject json = new JsonObject();
        json.addProperty("name", info.name());
        json.addProperty("title", info.title());
        json.addProperty("tileSize", info.tileSize());
        info.groundResolution().ifPresent(metres -> json.addProperty("groundResolution", metres));
        json.add("defaults", defaults(info.defaults()));
        JsonArray classes = new JsonArray();
        info.trainClasses().forEach(classes::add);
        json.add("trainClasses", classes);
        json.addProperty("sha256", info.sha256());
        return json;
    }

    private static JsonObject defaults(InferenceSettings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("alpha", settings.alpha());
        json.addProperty("beta", settings.beta());
        json.addProperty("minScore", settings.minScore());
        json.addProperty("maxInstances", settings.maxInstances());
        return json;
    }
}

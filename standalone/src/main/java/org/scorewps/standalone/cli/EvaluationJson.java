package org.scorewps.standalone.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import java.util.OptionalDouble;
import org.scorewps.engine.evaluation.EvaluationReport;
import org.scorewps.engine.evaluation.EvaluationSettings;
import org.scorewps.engine.evaluation.MaskAveragePrecision;

/** An evaluation as JSON; numbers are parts of 1, null where there is nothing to measure. */
final class EvaluationJson {
    private EvaluationJson() {}

    /** @param options which say whether pictures were looked at as the service does */
    static JsonObject of(
            EvaluationReport report,
            EvaluationSettings settings,
            EvaluationOptions options,
            String model,
            String data) {
        JsonObject json = new JsonObject();
        json.addProperty("model", model);
        json.addProperty("data", data);
        json.add("settings", settings(settings, options));
        json.addProperty("images", report.images());
        json.addProperty("objects", report.objects());
        json.addProperty("predictions", report.predictions());
        JsonObject means = new JsonObject();
        report.means().forEach((count, summary) -> means.add("max_detections_" + count, numbers(summary)));
        json.add("means", means);
        JsonArray categories = new JsonArray();
        report.categories()
                .forEach(one -> categories.add(category(one, report.semantic().isPresent())));
        json.add("categories", categories);
        report.semantic().ifPresent(semantic -> {
            JsonObject numbers = new JsonObject();
            add(numbers, "mIoU", semantic.meanIou());
            add(numbers, "pixel_accuracy", semantic.pixelAccuracy());
            json.add("semantic", numbers);
        });
        JsonArray lookAlikes = new JsonArray();
        report.lookAlikes().forEach(one -> {
            JsonObject shape = new JsonObject();
            shape.addProperty("shape", one.shape());
            JsonArray names = new JsonArray();
            one.categories()
                    .forEach(
                            k -> names.add(report.categories().get(k).category().name()));
            shape.add("categories", names);
            shape.addProperty("objects", one.objects());
            shape.addProperty("found", one.found());
            shape.addProperty("told_apart", one.toldApart());
            lookAlikes.add(shape);
        });
        if (!lookAlikes.isEmpty()) {
            json.add("look_alikes", lookAlikes);
        }
        json.addProperty("seconds", report.seconds());
        return json;
    }

    private static JsonObject settings(EvaluationSettings settings, EvaluationOptions options) {
        JsonObject json = new JsonObject();
        json.addProperty("alpha", settings.inference().alpha());
        json.addProperty("beta", settings.inference().beta());
        json.addProperty("min_score", settings.inference().minScore());
        json.addProperty("max_instances", settings.inference().maxInstances());
        json.addProperty("tiled", options.tiled());
        options.crowdedTiles().ifPresent(how -> json.addProperty("crowded_tiles", how));
        settings.resize().ifPresent(resize -> {
            json.addProperty("shortest_side", resize.shortestEdge());
            json.addProperty("longest_side", resize.maxSize());
        });
        if (!options.tiled()) {
            json.addProperty("nms", settings.suppression());
        }
        json.addProperty("split", settings.split().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static JsonObject category(EvaluationReport.Category one, boolean semantic) {
        JsonObject json = new JsonObject();
        JsonElement id = one.category()
                .textId()
                .map(JsonPrimitive::new)
                .orElseGet(() -> new JsonPrimitive(one.category().id()));
        json.add("id", id);
        json.addProperty("name", one.category().name());
        JsonArray names = new JsonArray();
        one.names().forEach(names::add);
        json.add("asked_for", names);
        json.addProperty("seen_in_training", one.seen());
        json.addProperty("in_means", one.inSplit());
        json.addProperty("objects", one.objects());
        numbers(one.summary()).entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
        if (semantic) {
            add(json, "IoU", one.iou());
        }
        return json;
    }

    private static JsonObject numbers(MaskAveragePrecision.Summary summary) {
        JsonObject json = new JsonObject();
        add(json, "AP", summary.ap());
        add(json, "AP50", summary.ap50());
        add(json, "AP75", summary.ap75());
        add(json, "AP_small", summary.apSmall());
        add(json, "AP_medium", summary.apMedium());
        add(json, "AP_large", summary.apLarge());
        add(json, "AR_1", summary.ar1());
        add(json, "AR_10", summary.ar10());
        add(json, "AR", summary.ar());
        add(json, "AR_small", summary.arSmall());
        add(json, "AR_medium", summary.arMedium());
        add(json, "AR_large", summary.arLarge());
        return json;
    }

    private static void add(JsonObject json, String name, OptionalDouble value) {
        json.add(name, value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE);
    }
}

package org.scorewps.engine.training.loop;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scorewps.engine.SoftwareVersion;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.RecordJsonWriter;
import org.scorewps.engine.training.ModelHistory;

/** What a training depends on, as names and values: what must stay when it is resumed, and what a model tells of it. */
final class TrainingFacts {
    /** Settings that may change between the runs of a training; they are told apart from those that decide its numbers. */
    private static final Set<String> FREE =
            Set.of("title", "iterations", "periods", "evaluation_images", "kept_checkpoints", "data_threads");

    private TrainingFacts() {}

    /** What must be the same when a training is resumed. */
    static Map<String, String> fixed(TrainingRequest request) {
        Map<String, String> facts = new TreeMap<>();
        JsonObject settings = RecordJsonWriter.write(request.settings());
        for (Map.Entry<String, JsonElement> entry : settings.entrySet()) {
            if (!FREE.contains(entry.getKey())) {
                facts.put(entry.getKey(), entry.getValue().toString());
            }
        }
        facts.put("start_sha256", startSum(request));
        facts.put("data", request.data().fingerprint());
        return facts;
    }

    /** What the model's provenance says: how it was trained, and how what it started from was. */
    static Map<String, String> provenance(TrainingRequest request, int steps) {
        Map<String, String> facts = ModelHistory.before(request.start().config().provenance());
        facts.put("start", request.start().name());
        facts.put("start_sha256", startSum(request));
        facts.put("data", request.data().fingerprint());
        facts.put("settings", RecordJsonWriter.write(request.settings()).toString());
        facts.put("seed", Integer.toString(request.settings().seed()));
        facts.put("steps", Integer.toString(steps));
        facts.put("software", "SCORE WPS " + SoftwareVersion.get());
        return facts;
    }

    private static String startSum(TrainingRequest request) {
        return request.start().config().files().getOrDefault(ModelDirectory.WEIGHTS_FILE, "");
    }
}

package org.scorewps.engine.training.loop;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorewps.engine.SoftwareVersion;
import org.scorewps.engine.checkpoint.ModelDirectory;
import org.scorewps.engine.checkpoint.RecordJsonWriter;

/** What a training depends on, as names and values: what must stay when it is resumed, and what a model tells of it. */
final class TrainingFacts {
    /** Settings that may change between the runs of a training; they are told apart from those that decide its numbers. */
    private static final Set<String> FREE =
            Set.of("title", "iterations", "periods", "evaluation_images", "kept_checkpoints", "data_threads");

    private static final Pattern EARLIER = Pattern.compile("before_(\\d{2,4})_(.+)");

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
        Map<String, String> facts = new TreeMap<>();
        request.start().config().provenance().forEach((name, value) -> facts.put(earlier(name), value));
        facts.put("start", request.start().name());
        facts.put("start_sha256", startSum(request));
        facts.put("data", request.data().fingerprint());
        facts.put("settings", RecordJsonWriter.write(request.settings()).toString());
        facts.put("seed", Integer.toString(request.settings().seed()));
        facts.put("steps", Integer.toString(steps));
        facts.put("software", "SCORE WPS " + SoftwareVersion.get());
        return facts;
    }

    /** One more step back: what a model tells of itself is {@code before_01_} to one that started from it. */
    private static String earlier(String name) {
        Matcher step = EARLIER.matcher(name);
        return step.matches()
                ? "before_%02d_%s".formatted(Integer.parseInt(step.group(1)) + 1, step.group(2))
                : "before_01_" + name;
    }

    private static String startSum(TrainingRequest request) {
        return request.start().config().files().getOrDefault(ModelDirectory.WEIGHTS_FILE, "");
    }
}

package org.scorewps.engine.training;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model's provenance says of the models before it. */
public final class ModelHistory {
    private static final Pattern EARLIER = Pattern.compile("before_(\\d{2,4})_(.+)");

    private ModelHistory() {}

    /**
     * A model's provenance as one that was made of it tells it: everything one step further back, {@code before_01_} what
     * the model tells of itself.
     */
    public static Map<String, String> before(Map<String, String> provenance) {
        Map<String, String> history = new TreeMap<>();
        provenance.forEach((name, value) -> history.put(earlier(name), value));
        return history;
    }

    private static String earlier(String name) {
        Matcher step = EARLIER.matcher(name);
        return step.matches()
                ? "before_%02d_%s".formatted(Integer.parseInt(step.group(1)) + 1, step.group(2))
                : "before_01_" + name;
    }
}

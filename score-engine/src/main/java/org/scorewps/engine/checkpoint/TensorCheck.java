package org.scorewps.engine.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.model.Architecture;

/**
 * Compares tensors with those that a network needs.
 *
 * @param missing names that are needed and not there
 * @param unexpected names that are there and not needed
 * @param misshapen what has another shape or no real numbers, with the reason
 */
public record TensorCheck(List<String> missing, List<String> unexpected, List<String> misshapen) {
    /** The most names of a kind that the message spells out. */
    private static final int MAX_NAMED = 20;

    /** Copies the lists. */
    public TensorCheck {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        misshapen = List.copyOf(misshapen);
    }

    /** Compares tensors with those of an architecture. */
    public static TensorCheck of(Architecture architecture, Collection<TensorInfo> tensors) {
        Map<String, List<Long>> expected = ExpectedTensors.of(architecture);
        Map<String, TensorInfo> found = new LinkedHashMap<>();
        tensors.forEach(info -> found.put(info.name(), info));
        List<String> misshapen = new ArrayList<>();
        expected.forEach((name, shape) -> {
            TensorInfo info = found.get(name);
            if (info != null && !info.shape().equals(shape)) {
                misshapen.add("%s is %s, not %s".formatted(name, info.shape(), shape));
            } else if (info != null && !info.type().isFloating()) {
                misshapen.add("%s holds %s, no real numbers".formatted(name, info.type()));
            }
        });
        return new TensorCheck(
                expected.keySet().stream()
                        .filter(name -> !found.containsKey(name))
                        .toList(),
                found.keySet().stream()
                        .filter(name -> !expected.containsKey(name))
                        .toList(),
                misshapen);
    }

    /** Whether exactly the needed tensors are there. */
    public boolean passed() {
        return missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty();
    }

    /** One message with everything that is wrong. */
    public String message() {
        List<String> parts = new ArrayList<>();
        part(parts, "missing", missing);
        part(parts, "unexpected", unexpected);
        part(parts, "of a wrong shape or type", misshapen);
        return "the tensors do not fit the network: " + String.join("; ", parts);
    }

    private static void part(List<String> parts, String kind, List<String> names) {
        if (!names.isEmpty()) {
            String rest = names.size() > MAX_NAMED ? ", and %d more".formatted(names.size() - MAX_NAMED) : "";
            parts.add("%d %s: %s%s"
                    .formatted(
                            names.size(),
                            kind,
                            String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size()))),
                            rest));
        }
    }
}

package org.scorewps.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;

/** Finds the state dict in what a checkpoint's pickle holds. */
final class StateDict {
    /** Where training programs put it: detectron2, Lightning and open_clip, others. */
    private static final List<String> PLACES = List.of("model", "state_dict", "model_state_dict");

    /** What torch's parallel wrappers put before every name. */
    private static final String WRAPPER = "module.";

    private StateDict() {}

    /**
     * The tensors of the state dict. Values beside them that are no tensors are left out: the names that a model needs
     * are checked later.
     *
     * @param file the file's name for messages
     * @param root what the pickle holds
     * @throws InvalidInputException when there is no state dict
     */
    static Map<String, StridedTensor> find(String file, Object root) {
        if (!(root instanceof Map<?, ?> map)) {
            throw new InvalidInputException(file + ": holds no dictionary, a state dict is needed");
        }
        for (String place : PLACES) {
            if (map.get(place) instanceof Map<?, ?> inner) {
                return unwrap(tensors(file + ": in \"" + place + "\"", inner));
            }
        }
        return unwrap(tensors(file + ":", map));
    }

    private static Map<String, StridedTensor> tensors(String where, Map<?, ?> map) {
        Map<String, StridedTensor> tensors = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key instanceof String name && value instanceof StridedTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        if (tensors.isEmpty()) {
            List<String> keys = map.keySet().stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .limit(10)
                    .toList();
            throw new InvalidInputException(where + " no tensors found, only " + keys);
        }
        return tensors;
    }

    private static Map<String, StridedTensor> unwrap(Map<String, StridedTensor> tensors) {
        if (!tensors.keySet().stream().allMatch(name -> name.startsWith(WRAPPER))) {
            return tensors;
        }
        Map<String, StridedTensor> unwrapped = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> unwrapped.put(name.substring(WRAPPER.length()), tensor));
        return unwrapped;
    }
}

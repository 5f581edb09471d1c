package org.scorewps.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/** Finds the state dict in what a checkpoint's pickle holds. */
final class StateDict {
    /** Where training programs put it: detectron2, Lightning and open_clip, others, DeepSpeed. */
    private static final List<String> PLACES = List.of("model", "state_dict", "model_state_dict", "module");

    /** A dictionary in a dictionary in the file's own. */
    private static final int MAX_DEPTH = 2;

    /** What programs put before the names of a whole model: torch's parallel wrappers, Lightning, other wrappers. */
    private static final List<String> WRAPPERS = List.of("module.", "model.", "_forward_module.");

    /** What torch puts into names wherever a part is compiled or wrapped. */
    private static final Pattern INSERTED =
            Pattern.compile("(?<=^|\\.)(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.");

    private StateDict() {}

    /**
     * The tensors of the state dict. Values beside them that are no tensors are left out: the names that a model needs
     * are checked later.
     *
     * @param file the file's name for messages
     * @param root what the pickle holds
     * @throws InvalidInputException when there is no state dict, or one of numpy's arrays
     */
    static Map<String, StridedTensor> find(String file, Object root) {
        if (!(root instanceof Map<?, ?> map)) {
            throw new InvalidInputException(file + ": holds no dictionary, a state dict is needed");
        }
        return search(file, map, MAX_DEPTH)
                .map(tensors -> unwrap(file, tensors))
                .orElseThrow(() -> new InvalidInputException(file + ": no tensors found, only " + keys(map)));
    }

    private static Optional<Map<String, StridedTensor>> search(String file, Map<?, ?> map, int depth) {
        for (String place : PLACES) {
            if (depth > 0 && map.get(place) instanceof Map<?, ?> inner) {
                Optional<Map<String, StridedTensor>> found = search(file, inner, depth - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.of(tensors(file, map)).filter(tensors -> !tensors.isEmpty());
    }

    private static Map<String, StridedTensor> tensors(String file, Map<?, ?> map) {
        Map<String, StridedTensor> tensors = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key instanceof String name && value instanceof StridedTensor tensor) {
                tensors.put(name, tensor);
            } else if (key instanceof String name && isWeight(name, value)) {
                throw new InvalidInputException(
                        "%s: %s is an array of numpy, a tensor of torch is needed; save the weights"
                                        .formatted(file, name)
                                + " again as {name: torch.as_tensor(value) for name, value in weights.items()}");
            }
        });
        return tensors;
    }

    /** Weights have dots in their names, a metric beside them mostly has none. */
    private static boolean isWeight(String name, Object value) {
        return value instanceof InertObject other && other.isNumpyArray() && name.indexOf('.') > 0;
    }

    private static List<String> keys(Map<?, ?> map) {
        return map.keySet().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .limit(10)
                .toList();
    }

    /** The names as the model itself has them. */
    private static Map<String, StridedTensor> unwrap(String file, Map<String, StridedTensor> tensors) {
        Map<String, StridedTensor> bare = renamed(file, tensors, "");
        Optional<String> wrapper = wrapper(bare);
        while (wrapper.isPresent()) {
            bare = renamed(file, bare, wrapper.get());
            wrapper = wrapper(bare);
        }
        return bare;
    }

    private static Optional<String> wrapper(Map<String, StridedTensor> tensors) {
        return WRAPPERS.stream()
                .filter(one -> tensors.keySet().stream()
                        .allMatch(name -> name.startsWith(one) && name.length() > one.length()))
                .findFirst();
    }

    private static Map<String, StridedTensor> renamed(String file, Map<String, StridedTensor> tensors, String wrapper) {
        Map<String, StridedTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String bare = INSERTED.matcher(name.substring(wrapper.length())).replaceAll("");
            if (renamed.put(bare, tensor) != null) {
                throw new InvalidInputException(file + ": has two tensors of the name " + bare);
            }
        });
        return renamed;
    }
}

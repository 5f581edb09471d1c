package org.scorewps.engine.checkpoint;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.checkpoint.StridedTensor.Storage;

/**
 * The classes that a state dict needs, and what is made in their place. Those of {@link InertClasses} may stand beside
 * it. Every other name is refused; so are torch's own classes whose loading would run more pickles. Remembers the
 * storages that were referred to.
 */
final class TorchClasses {
    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            entry("torch.DoubleStorage", ElementType.F64),
            entry("torch.FloatStorage", ElementType.F32),
            entry("torch.HalfStorage", ElementType.F16),
            entry("torch.BFloat16Storage", ElementType.BF16),
            entry("torch.LongStorage", ElementType.I64),
            entry("torch.IntStorage", ElementType.I32),
            entry("torch.ShortStorage", ElementType.I16),
            entry("torch.CharStorage", ElementType.I8),
            entry("torch.ByteStorage", ElementType.U8),
            entry("torch.BoolStorage", ElementType.BOOL));

    private static final Set<String> DTYPES = Set.of(
            "torch.float64",
            "torch.float32",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64",
            "torch.int32",
            "torch.int16",
            "torch.int8",
            "torch.uint8",
            "torch.bool");

    private static final String SIZE = "torch.Size";
    private static final String TENSOR = "torch._utils._rebuild_tensor";
    private static final String TENSOR_2 = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final String PARAMETER_WITH_STATE = "torch._utils._rebuild_parameter_with_state";
    private static final String TENSOR_OF_TYPE = "torch._tensor._rebuild_from_type_v2";
    /** What Python 2 and protocol 2 write bytes with. */
    private static final String ENCODE = "_codecs.encode";

    private static final Set<String> CALLABLE =
            Set.of(SIZE, TENSOR, TENSOR_2, PARAMETER, PARAMETER_WITH_STATE, TENSOR_OF_TYPE, ENCODE);

    /** Entries of dictionaries that are made of lists of pairs. */
    private static final int MAX_COPIED = 1_000_000;

    private final String file;
    private final Map<String, Storage> storages = new HashMap<>();
    private int copied;

    /** A class that the pickle named and that is allowed. */
    private record Global(String name) {}

    /** @param file the file's name for messages */
    TorchClasses(String file) {
        this.file = file;
    }

    /** The storages that were referred to so far, by key. */
    Map<String, Storage> storages() {
        return Map.copyOf(storages);
    }

    /**
     * The class of a name.
     *
     * @throws InvalidInputException when it is not allowed
     */
    Object find(String module, String name) {
        String full = module + "." + name;
        if (CALLABLE.contains(full)
                || STORAGES.containsKey(full)
                || DTYPES.contains(full)
                || InertClasses.allows(full)) {
            return new Global(full);
        }
        throw new InvalidInputException(
                "%s: the pickle wants %s, which a state dict does not need; it was refused and nothing of it was run"
                                .formatted(file, shorten(full))
                        + ". Save the weights alone with the program that wrote the file:"
                        + " torch.save(model.state_dict(), \"weights.pth\")");
    }

    /** Whether it is a class, or a constant such as a data type of torch. */
    boolean isClass(Object value) {
        return value instanceof Global;
    }

    /** An object of a class. */
    Object make(Object type, List<?> arguments) {
        if (!(type instanceof Global global)) {
            throw damaged("something is called that is no class");
        }
        if (InertClasses.isDictionary(global.name())) {
            return dictionary(arguments);
        }
        if (InertClasses.allows(global.name())) {
            return new InertObject(global.name());
        }
        return switch (global.name()) {
            case SIZE -> longs(argument(arguments, 0));
            case TENSOR, TENSOR_2 -> tensor(arguments);
            case PARAMETER, PARAMETER_WITH_STATE -> argument(arguments, 0);
            case TENSOR_OF_TYPE -> tensorOfType(arguments);
            // bytes are kept as text of as many characters, see PickleMachine
            case ENCODE -> text(argument(arguments, 0)).orElseThrow(() -> damaged("bytes are missing"));
            default -> throw damaged(global.name() + " can't be called");
        };
    }

    /** Attributes that a pickle gives an object: none is needed, such as torch's {@code _metadata} of a state dict. */
    void setState(Object target, Object state) {
        if (!(target instanceof Map || target instanceof InertObject)) {
            throw damaged("a state is set on what has none");
        }
    }

    /**
     * A reference to bytes outside the pickle.
     *
     * @param id {@code ("storage", class, key, device, elements)}, in legacy files also a view of another storage
     */
    Object persistent(List<?> id) {
        if (id.size() < 5
                || !"storage".equals(id.get(0))
                || !(id.get(1) instanceof Global type)
                || !(id.get(2) instanceof String key)
                || !(id.get(4) instanceof Long elements)
                || elements < 0) {
            throw damaged("a reference to a storage is wrong");
        }
        if (id.size() > 5 && id.get(5) != PickleMachine.NONE) {
            throw damaged("a view of a storage, as only torch before 0.4 wrote, is not supported");
        }
        ElementType elementType = STORAGES.get(type.name());
        if (elementType == null) {
            throw damaged(type.name() + " is no storage");
        }
        Storage storage = new Storage(key, elementType, elements);
        Storage before = storages.putIfAbsent(key, storage);
        if (before != null && !before.equals(storage)) {
            throw damaged("storage " + shorten(key) + " has two types or sizes");
        }
        return storage;
    }

    /** Of a dictionary, or of a list of pairs as Python 2 wrote; a default for missing keys is passed over. */
    @SuppressWarnings("unchecked") // there are no other maps
    private Map<Object, Object> dictionary(List<?> arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof Map<?, ?> other) {
                // not copied, or a short pickle could copy a large one often
                map = (Map<Object, Object>) other;
            } else if (argument instanceof List<?> pairs) {
                copied += pairs.size();
                if (copied > MAX_COPIED) {
                    throw damaged("its dictionaries have more than " + MAX_COPIED + " entries");
                }
                for (Object pair : pairs) {
                    map.put(
                            text(argument(list(pair), 0)).orElseThrow(() -> damaged("a key is no text")),
                            argument(list(pair), 1));
                }
            }
        }
        return map;
    }

    /** A tensor of one of torch's own classes, such as a buffer: the function that makes it, and its arguments. */
    private Object tensorOfType(List<?> arguments) {
        if (argument(arguments, 0) instanceof Global global
                && Set.of(TENSOR, TENSOR_2, PARAMETER).contains(global.name())) {
            return make(global, list(argument(arguments, 2)));
        }
        throw damaged("a tensor is made in an unknown way");
    }

    private StridedTensor tensor(List<?> arguments) {
        if (!(argument(arguments, 0) instanceof Storage storage) || !(argument(arguments, 1) instanceof Long offset)) {
            throw damaged("a tensor has no storage");
        }
        try {
            return new StridedTensor(storage, offset, longs(argument(arguments, 2)), longs(argument(arguments, 3)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged("a tensor of storage " + shorten(storage.key()) + ": " + e.getMessage());
        }
    }

    private List<Long> longs(Object value) {
        return list(value).stream()
                .map(one -> {
                    if (one instanceof Long number) {
                        return number;
                    }
                    throw damaged("a shape is wrong");
                })
                .toList();
    }

    private List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw damaged("a list is missing");
    }

    private Object argument(List<?> arguments, int index) {
        if (index >= arguments.size()) {
            throw damaged("an argument is missing");
        }
        return arguments.get(index);
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String shorten(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "...";
    }

    private InvalidInputException damaged(String what) {
        return new InvalidInputException(file + ": damaged pickle: " + what);
    }
}

package org.scorewps.engine.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes records from JSON objects, strictly: every component must be there with the right type and nothing else may be.
 * All problems are collected, each with the place where it is, so that a file can be put right in one go. A
 * component's name in JSON is its Java name in snake case; enum constants are lower-case; optional components may be
 * absent or null.
 */
public final class RecordJsonReader {
    private final List<String> problems = new ArrayList<>();

    /** A reader that found no problem yet. */
    public RecordJsonReader() {}

    /** What is wrong with all that was read so far, one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Reads a record; empty when there were problems. */
    public <T extends Record> Optional<T> read(JsonObject json, Class<T> type) {
        return record("", json, type).map(type::cast);
    }

    /** A Java name in snake case. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private Optional<Object> record(String path, JsonObject json, Class<?> type) {
        int before = problems.size();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        List<String> known = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String name = snakeCase(components[i].getName());
            known.add(name);
            values[i] = component(path + name, Optional.ofNullable(json.get(name)), components[i].getGenericType())
                    .orElse(null);
        }
        json.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(path + name + " is unknown"));
        return problems.size() > before ? Optional.empty() : construct(path, type, components, values);
    }

    private Optional<Object> construct(String path, Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
        } catch (InvocationTargetException e) {
            problems.add(path + " " + e.getCause().getMessage());
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made", e);
        }
    }

    private Optional<Object> component(String path, Optional<JsonElement> json, Type type) {
        boolean there = json.isPresent() && !json.get().isJsonNull();
        if (type == OptionalDouble.class) {
            return there
                    ? value(path, json.get(), double.class).map(number -> OptionalDouble.of((double) number))
                    : Optional.of(OptionalDouble.empty());
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return there
                    ? value(path, json.get(), generic.getActualTypeArguments()[0])
                            .map(Optional::of)
                    : Optional.of(Optional.empty());
        }
        if (!there) {
            return wrong(path, "is missing");
        }
        return value(path, json.get(), type);
    }

    private Optional<Object> value(String path, JsonElement json, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(path, json, generic.getActualTypeArguments()[0])
                    : map(path, json, generic.getActualTypeArguments()[1]);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return json.isJsonObject()
                    ? record(path + ".", json.getAsJsonObject(), raw)
                    : wrong(path, "must be an object");
        }
        if (raw.isEnum()) {
            return constant(path, json, raw);
        }
        if (!json.isJsonPrimitive()) {
            return wrong(path, "must be one value");
        }
        return primitive(path, json.getAsJsonPrimitive(), raw);
    }

    private Optional<Object> primitive(String path, JsonPrimitive json, Class<?> type) {
        if (type == String.class) {
            return json.isString() ? Optional.of(json.getAsString()) : wrong(path, "must be text");
        }
        if (type == boolean.class || type == Boolean.class) {
            return json.isBoolean() ? Optional.of(json.getAsBoolean()) : wrong(path, "must be true or false");
        }
        if (!json.isNumber()) {
            return wrong(path, "must be a number");
        }
        if (type == double.class || type == Double.class) {
            double number = json.getAsDouble();
            return Double.isFinite(number) ? Optional.of(number) : wrong(path, "must be a finite number");
        }
        try {
            return Optional.of(new BigDecimal(json.getAsString()).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return wrong(path, "must be a whole number, not " + json.getAsString());
        }
    }

    private Optional<Object> constant(String path, JsonElement json, Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
        int index = json.isJsonPrimitive() ? names.indexOf(json.getAsString()) : -1;
        return index < 0
                ? wrong(path, "must be one of " + String.join(", ", names))
                : Optional.of(type.getEnumConstants()[index]);
    }

    private Optional<Object> list(String path, JsonElement json, Type type) {
        if (!json.isJsonArray()) {
            return wrong(path, "must be a list");
        }
        List<Object> values = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray()) {
            value(path + "[" + values.size() + "]", element, type).ifPresent(values::add);
        }
        return Optional.of(values);
    }

    private Optional<Object> map(String path, JsonElement json, Type type) {
        if (!json.isJsonObject()) {
            return wrong(path, "must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        json.getAsJsonObject().entrySet().forEach(entry -> value(path + "." + entry.getKey(), entry.getValue(), type)
                .ifPresent(value -> values.put(entry.getKey(), value)));
        return Optional.of(values);
    }

    private Optional<Object> wrong(String path, String what) {
        problems.add(path + " " + what);
        return Optional.empty();
    }
}

package org.scorewps.engine.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Makes JSON of records; the reverse of {@link RecordJsonReader}. Maps are written in the order of their keys. */
public final class RecordJsonWriter {
    private RecordJsonWriter() {}

    /** A record as a JSON object; empty optional components are left out. */
    public static JsonObject write(Record value) {
        JsonObject object = new JsonObject();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            JsonElement json = element(get(component, value));
            if (!json.isJsonNull()) {
                object.add(RecordJsonReader.snakeCase(component.getName()), json);
            }
        }
        return object;
    }

    private static Object get(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static JsonElement element(Object value) {
        if (value instanceof Record record) {
            return write(record);
        } else if (value instanceof Collection<?> values) {
            JsonArray array = new JsonArray();
            values.forEach(one -> array.add(element(one)));
            return array;
        } else if (value instanceof Map<?, ?> values) {
            JsonObject object = new JsonObject();
            new TreeMap<>(values).forEach((key, one) -> object.add(key.toString(), element(one)));
            return object;
        } else if (value instanceof Optional<?> optional) {
            return optional.map(RecordJsonWriter::element).orElse(JsonNull.INSTANCE);
        } else if (value instanceof OptionalDouble number) {
            return number.isPresent() ? new JsonPrimitive(number.getAsDouble()) : JsonNull.INSTANCE;
        } else if (value instanceof Enum<?> constant) {
            return new JsonPrimitive(constant.name().toLowerCase(Locale.ROOT));
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        return new JsonPrimitive(value.toString());
    }
}

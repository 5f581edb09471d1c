package org.scorewps.process;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/** Writes JSON as all processes do: for people, too. */
final class JsonText {
    private JsonText() {}

    static String of(JsonObject root) {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(root);
    }
}

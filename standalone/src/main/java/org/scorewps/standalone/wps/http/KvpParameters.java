package org.scorewps.standalone.wps.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorewps.standalone.wps.WpsException;

/** The parameters of a query string. Names are case-insensitive (OWS Common 1.1, clause 11.5.2); the first value counts. */
final class KvpParameters {
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param query still percent-encoded */
    KvpParameters(String query) {
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid("", "the query is not percent-encoded correctly");
        }
    }

    /** A value; blank ones count as absent. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** @throws WpsException MissingParameterValue when it is absent */
    String get(String name) {
        return find(name).orElseThrow(() -> WpsException.missing(name, "the parameter " + name + " is missing"));
    }

    boolean isTrue(String name) {
        return find(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}

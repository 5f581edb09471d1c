package org.scorewps.engine.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.scorewps.engine.InvalidInputException;

/** What is wrong with a data set: every kind of problem with its count and its first case. */
final class Problems {
    private final Map<String, Case> kinds = new LinkedHashMap<>();

    private record Case(long count, String first) {}

    /**
     * Counts one.
     *
     * @param kind such as "annotations of an unknown image"
     * @param which the case, such as "annotation 17"
     */
    void add(String kind, String which) {
        kinds.merge(kind, new Case(1, which), (known, one) -> new Case(known.count() + 1, known.first()));
    }

    /**
     * Goes on when there is none.
     *
     * @param file the data set
     * @throws InvalidInputException when there is one; the message names all kinds
     */
    void throwIfAny(String file) {
        if (!kinds.isEmpty()) {
            throw new InvalidInputException(file + ": "
                    + kinds.entrySet().stream()
                            .map(one -> one.getKey() + ": " + one.getValue().count() + " (first: "
                                    + shortened(one.getValue().first()) + ")")
                            .collect(Collectors.joining("; ")));
        }
    }

    private static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "...";
    }
}

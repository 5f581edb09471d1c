package org.scorewps.engine.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorewps.engine.InvalidInputException;

/** What is wrong with a data set: every kind of problem with its count and its first case. */
final class Problems {
    private final Map<String, Case> kinds = new LinkedHashMap<>();
    private boolean whole;

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

    /** Counts one that leaving out an entry doesn't help against. */
    void addWhole(String kind, String which) {
        add(kind, which);
        whole = true;
    }

    /** Whether there is one that leaving out entries doesn't help against. */
    boolean ofTheWhole() {
        return whole;
    }

    /** What was counted; empty when there is nothing. */
    Optional<String> summary() {
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(kinds.entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue().count() + " (first: "
                                + shortened(one.getValue().first()) + ")")
                        .collect(Collectors.joining("; ")));
    }

    /**
     * Goes on when there is none.
     *
     * @param file the data set
     * @throws InvalidInputException when there is one; the message names all kinds
     */
    void throwIfAny(String file) {
        summary().ifPresent(problems -> {
            throw new InvalidInputException(
                    file + ": " + problems + (whole ? "" : "; --skip-bad leaves these entries out"));
        });
    }

    private static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "...";
    }
}

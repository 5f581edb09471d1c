package org.scorewps.engine.vocabulary;

import java.util.List;

/**
 * One class of a vocabulary: its name and the synonyms that mean the same. A pixel region belongs to the class when it
 * matches any of the names (the largest logit counts).
 *
 * @param names the name, then the synonyms; at least one
 */
public record ClassName(List<String> names) {
    /** Copies the list. */
    public ClassName {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a class needs a name");
        }
    }

    /** The name that results carry. */
    public String name() {
        return names.get(0);
    }
}

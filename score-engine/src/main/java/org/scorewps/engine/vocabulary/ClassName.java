package org.scorewps.engine.vocabulary;

import java.util.List;
import java.util.Locale;

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

    /** The names as prompts have them. */
    public List<String> promptNames() {
        return names.stream().flatMap(name -> promptNames(name).stream()).toList();
    }

    /**
     * The names in one entry of a training list: lower case, {@code _} and {@code -} as spaces, separated by commas.
     * Spaces around a name are kept, as the authors keep them; the tokenizer doesn't see them anyway, but
     * {@link SeenClasses} does.
     */
    public static List<String> promptNames(String entry) {
        return List.of(entry.toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace('-', ' ')
                .split(",", -1));
    }
}

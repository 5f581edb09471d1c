package org.scorewps.engine.network.semantic;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorewps.engine.vocabulary.ClassName;

/**
 * Tells base classes from novel ones: a class was seen in training when any of its names equals any training name
 * (section 3.6 weighs the two kinds differently).
 */
public final class SeenClasses {
    private final Set<String> trained;

    /** @param trainClasses entries of the training list, each possibly with synonyms after commas */
    public SeenClasses(List<String> trainClasses) {
        trained = trainClasses.stream()
                .flatMap(entry -> ClassName.promptNames(entry).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the class was seen in training. */
    public boolean seen(ClassName one) {
        return one.promptNames().stream().anyMatch(trained::contains);
    }
}

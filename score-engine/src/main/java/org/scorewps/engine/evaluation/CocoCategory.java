package org.scorewps.engine.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * A class of objects of a data set.
 *
 * @param id what annotations call it
 * @param textId the same as the file has it, where it is text
 * @param name its name, for people
 * @param synonyms other names, as LVIS' and generated scenes' files have them; mostly none
 */
public record CocoCategory(long id, Optional<String> textId, String name, List<String> synonyms) {
    /** Copies the list. */
    public CocoCategory {
        synonyms = List.copyOf(synonyms);
    }

    /** One whose id is a number. */
    public CocoCategory(long id, String name, List<String> synonyms) {
        this(id, Optional.empty(), name, synonyms);
    }

    /** One without synonyms. */
    public CocoCategory(long id, String name) {
        this(id, name, List.of());
    }
}

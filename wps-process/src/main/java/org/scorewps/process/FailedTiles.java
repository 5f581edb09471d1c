package org.scorewps.process;

import java.util.Locale;
import org.scorewps.engine.InvalidInputException;

/** What a tile that fails does to its request. */
enum FailedTiles {
    /** It ends the request, too. */
    FAIL,
    /** The rest goes on, and the result says where nothing was looked at. */
    LIST;

    /** The name in requests. */
    String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By name.
     *
     * @throws InvalidInputException when there is none of that name
     */
    static FailedTiles parse(String text) {
        for (FailedTiles one : values()) {
            if (one.literal().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw new InvalidInputException(
                "failedTiles must be fail or list, not \"%s\"".formatted(Literals.shorten(text)));
    }
}

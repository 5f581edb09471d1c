package org.scorewps.process;

import java.util.Locale;
import org.scorewps.engine.InvalidInputException;

/** What becomes of tiles that show many objects. */
enum CrowdedTiles {
    /** They are looked at again, in parts: see {@link CloserLooks}. */
    SPLIT,
    /** Nothing: each tile is looked at once. */
    ONCE;

    /** The name in requests. */
    String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By name.
     *
     * @throws InvalidInputException when there is none of that name
     */
    static CrowdedTiles parse(String text) {
        for (CrowdedTiles one : values()) {
            if (one.literal().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw new InvalidInputException(
                "crowdedTiles must be split or once, not \"%s\"".formatted(Literals.shorten(text)));
    }
}

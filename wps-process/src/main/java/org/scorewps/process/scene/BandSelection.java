package org.scorewps.process.scene;

import java.util.Optional;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;
import org.scorewps.engine.picture.ColourBands;

/** The {@code bands} parameter: which bands of a coverage are shown as red, green and blue. */
final class BandSelection {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private BandSelection() {}

    /**
     * Reads the {@code bands} parameter: three bands, by number from 1 or by name, or one that is replicated. Without it
     * {@link ColourBands#of those that the file says}.
     *
     * @param text the parameter
     * @param names the bands there are
     * @throws InvalidInputException when it isn't one or three existing bands
     */
    static ColourBands parse(Optional<String> text, BandNames names) {
        if (text.isEmpty()) {
            return names.colours();
        }
        String[] parts = parts(text.get().strip(), names);
        if (parts.length != 1 && parts.length != 3) {
            throw new InvalidInputException(
                    "bands must be one or three bands, such as \"1,2,3\" or \"red,green,blue\", not \"" + text.get()
                            + "\"");
        }
        int[] bands = new int[3];
        for (int i = 0; i < 3; i++) {
            bands[i] = band(parts[parts.length == 1 ? 0 : i], names);
        }
        return new ColourBands(bands[0], bands[1], bands[2]);
    }

    /** Names may hold blanks, and even commas where a single one is meant. */
    private static String[] parts(String text, BandNames names) {
        if (names.has(text)) {
            return new String[] {text};
        }
        String[] parts = SEPARATOR.split(text, 5);
        return parts.length == 1 ? BLANKS.split(text, 5) : parts;
    }

    private static int band(String part, BandNames names) {
        if (!part.matches("\\d{1,6}")) {
            return names.find(part);
        }
        int number = Integer.parseInt(part);
        if (number >= 1 && number <= names.count()) {
            return number - 1;
        }
        if (names.has(part)) {
            return names.find(part);
        }
        throw new InvalidInputException("bands names band %d, but the coverage has %d band%s (numbered from 1)"
                .formatted(number, names.count(), names.count() == 1 ? "" : "s"));
    }
}

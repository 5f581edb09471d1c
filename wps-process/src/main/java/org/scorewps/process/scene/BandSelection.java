package org.scorewps.process.scene;

import java.util.Optional;
import java.util.regex.Pattern;
import org.scorewps.engine.InvalidInputException;

/**
 * Which bands of a coverage are red, green and blue; 0-based.
 *
 * @param red band shown as red
 * @param green band shown as green
 * @param blue band shown as blue
 */
public record BandSelection(int red, int green, int blue) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /**
     * Reads the {@code bands} parameter: three bands, by number from 1 or by name, or one that is replicated. Without it
     * those are taken that the file says are red, green and blue; else the first three, or the only one is replicated (two
     * bands: the first, as grey with something else).
     *
     * @param text the parameter
     * @param names the bands there are
     * @throws InvalidInputException when it isn't one or three existing bands
     */
    static BandSelection parse(Optional<String> text, BandNames names) {
        if (text.isEmpty()) {
            return names.colours().orElse(names.count() < 3 ? new BandSelection(0, 0, 0) : new BandSelection(0, 1, 2));
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
        return new BandSelection(bands[0], bands[1], bands[2]);
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

    /** The band of a channel: 0 red, 1 green, 2 blue. */
    int band(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** Whether a band is one of the three. */
    boolean uses(int band) {
        return band == red || band == green || band == blue;
    }
}

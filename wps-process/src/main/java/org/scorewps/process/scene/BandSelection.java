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
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");

    /**
     * Reads the {@code bands} parameter: three band numbers from 1, or one that is replicated. Without it the first
     * three bands are taken, or the only one is replicated (two bands: the first, as grey with something else).
     *
     * @param text the parameter
     * @param count bands that the coverage has
     * @throws InvalidInputException when it isn't one or three numbers of existing bands
     */
    public static BandSelection parse(Optional<String> text, int count) {
        if (text.isEmpty()) {
            return count < 3 ? new BandSelection(0, 0, 0) : new BandSelection(0, 1, 2);
        }
        String[] parts = SEPARATOR.split(text.get().strip(), 5);
        if (parts.length != 1 && parts.length != 3) {
            throw new InvalidInputException(
                    "bands must be one or three band numbers such as \"1,2,3\", not \"" + text.get() + "\"");
        }
        int[] bands = new int[3];
        for (int i = 0; i < 3; i++) {
            bands[i] = band(parts[parts.length == 1 ? 0 : i], text.get(), count);
        }
        return new BandSelection(bands[0], bands[1], bands[2]);
    }

    private static int band(String part, String text, int count) {
        if (!part.matches("\\d{1,6}")) {
            throw new InvalidInputException(
                    "bands must be one or three band numbers such as \"1,2,3\", not \"" + text + "\"");
        }
        int number = Integer.parseInt(part);
        if (number < 1 || number > count) {
            throw new InvalidInputException("bands names band %d, but the coverage has %d band%s (numbered from 1)"
                    .formatted(number, count, count == 1 ? "" : "s"));
        }
        return number - 1;
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

package org.scorewps.engine.picture;

import java.util.List;
import java.util.Optional;

/**
 * The bands shown as red, green and blue; 0-based.
 *
 * @param red band shown as red
 * @param green band shown as green
 * @param blue band shown as blue
 */
public record ColourBands(int red, int green, int blue) {
    /**
     * Those that a file says are red, green and blue, where it says so of all three; else the first three, or the only one
     * is replicated (two bands: the first, as grey with something else).
     *
     * @param bands how many there are
     * @param shown what each of them shows by GDAL's names, in capitals or not; may be shorter than there are bands
     */
    public static ColourBands of(int bands, List<Optional<String>> shown) {
        int red = find(bands, shown, "red");
        int green = find(bands, shown, "green");
        int blue = find(bands, shown, "blue");
        if (red >= 0 && green >= 0 && blue >= 0) {
            return new ColourBands(red, green, blue);
        }
        return bands < 3 ? new ColourBands(0, 0, 0) : new ColourBands(0, 1, 2);
    }

    /** The first band that shows something; -1 when there is none. */
    public static int find(int bands, List<Optional<String>> shown, String what) {
        for (int band = 0; band < Math.min(bands, shown.size()); band++) {
            if (shown.get(band).filter(what::equalsIgnoreCase).isPresent()) {
                return band;
            }
        }
        return -1;
    }

    /** The band of a channel: 0 red, 1 green, 2 blue. */
    public int band(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** Whether a band is one of the three. */
    public boolean uses(int band) {
        return band == red || band == green || band == blue;
    }
}

package org.scorewps.standalone.io.metadata;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorewps.tiff.metadata.NodataText;
import org.scorewps.tiff.metadata.Sidecars;

/**
 * The world file beside a raster, six lines of numbers, whose place is the first pixel's centre: {@code .tfw},
 * {@code .tifw} or {@code .wld}, whichever exists first.
 */
final class WorldFile {
    private static final int NUMBERS = 6;

    private WorldFile() {}

    /** From pixel corners to the CRS; nothing where there is none, or it holds no six numbers. */
    static Optional<AffineTransform> beside(Path raster) throws IOException {
        Optional<Path> file = Sidecars.replaced(raster, endings(String.valueOf(raster.getFileName())));
        return file.isPresent() ? parse(Sidecars.text(file.get())) : Optional.empty();
    }

    private static List<String> endings(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        List<String> endings = new ArrayList<>();
        if (ending.length() > 1) {
            endings.add("." + ending.charAt(0) + ending.charAt(ending.length() - 1) + "w");
        }
        if (!ending.isEmpty()) {
            endings.add("." + ending + "w");
        }
        endings.add(".wld");
        return endings;
    }

    static Optional<AffineTransform> parse(String text) {
        double[] numbers = text.lines()
                .filter(line -> !line.isBlank())
                .limit(NUMBERS)
                .mapToDouble(NodataText::number)
                .toArray();
        // written so that what is no number is no grid
        if (numbers.length < NUMBERS || !(Math.abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]) > 0)) {
            return Optional.empty();
        }
        AffineTransform centres = new AffineTransform(numbers);
        centres.translate(-0.5, -0.5);
        return Optional.of(centres);
    }
}
